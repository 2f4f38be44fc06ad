-- drop-table.sql: drops one table of a network.
DROP TABLE IF EXISTS {name};
