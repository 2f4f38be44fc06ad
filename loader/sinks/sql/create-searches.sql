-- create-searches.sql: the tables of network {id} that make searches quick; see create-roads.sql.
-- why  labels stay in line up to the size of a page
CREATE TABLE cell_{id} (LIKE cell INCLUDING DEFAULTS INCLUDING STORAGE, CHECK (network = {id}));
CREATE TABLE shortcut_{id} (LIKE shortcut INCLUDING DEFAULTS INCLUDING STORAGE, CHECK (network = {id}));
CREATE TABLE climb_{id} (LIKE climb INCLUDING DEFAULTS INCLUDING STORAGE, CHECK (network = {id}));
CREATE TABLE label_{id} (LIKE label INCLUDING DEFAULTS INCLUDING STORAGE, CHECK (network = {id}))
  WITH (toast_tuple_target = 8160);
-- nobody asks what stands in these, and to count the elements of arrays takes seconds
ALTER TABLE cell_{id}
  ALTER COLUMN away SET STATISTICS 0, ALTER COLUMN towards SET STATISTICS 0, ALTER COLUMN apart SET STATISTICS 0;
ALTER TABLE shortcut_{id} ALTER COLUMN run SET STATISTICS 0;
ALTER TABLE label_{id}
  ALTER COLUMN arcs SET STATISTICS 0, ALTER COLUMN tails SET STATISTICS 0, ALTER COLUMN heads SET STATISTICS 0,
  ALTER COLUMN costs SET STATISTICS 0;
