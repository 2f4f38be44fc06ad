-- create-roads.sql: the tables of nodes and edges of network {id}, apart from those that are served.
-- why  the checks say what the partitions' bounds will, so that attaching needs no scan; indexes come after the rows
CREATE TABLE node_{id} (LIKE node INCLUDING DEFAULTS INCLUDING STORAGE, CHECK (network = {id}));
CREATE TABLE edge_{id} (LIKE edge INCLUDING DEFAULTS INCLUDING STORAGE, CHECK (network = {id}));
