-- create-arcs.sql: the tables of arcs and turn restrictions of network {id}; see create-roads.sql.
CREATE TABLE arc_{id} (LIKE arc INCLUDING DEFAULTS INCLUDING STORAGE, CHECK (network = {id}));
CREATE TABLE turn_restriction_{id} (LIKE turn_restriction INCLUDING DEFAULTS INCLUDING STORAGE, CHECK (network = {id}));
