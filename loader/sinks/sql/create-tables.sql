-- create-tables.sql: the tables of network {id}, apart from those that are served.
-- why  the checks say what the partitions' bounds will, so that attaching needs no scan; indexes come after the rows
CREATE TABLE node_{id} (LIKE node INCLUDING DEFAULTS INCLUDING STORAGE, CHECK (network = {id}));
CREATE TABLE edge_{id} (LIKE edge INCLUDING DEFAULTS INCLUDING STORAGE, CHECK (network = {id}));
CREATE TABLE arc_{id} (LIKE arc INCLUDING DEFAULTS INCLUDING STORAGE, CHECK (network = {id}));
CREATE TABLE turn_restriction_{id} (LIKE turn_restriction INCLUDING DEFAULTS INCLUDING STORAGE, CHECK (network = {id}));
