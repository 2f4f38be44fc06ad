-- create-labels.sql: the table of labels of network {id}; see create-roads.sql.
-- why  labels stay in line up to the size of a page
CREATE TABLE label_{id} (LIKE label INCLUDING DEFAULTS INCLUDING STORAGE, CHECK (network = {id}))
  WITH (toast_tuple_target = 8160);
-- nobody asks what stands in them, and to count the elements of arrays takes seconds
ALTER TABLE label_{id}
  ALTER COLUMN arcs SET STATISTICS 0, ALTER COLUMN tails SET STATISTICS 0, ALTER COLUMN heads SET STATISTICS 0,
  ALTER COLUMN costs SET STATISTICS 0;
