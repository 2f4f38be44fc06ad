-- create-hierarchies.sql: the tables of cells, shortcuts and climbs of network {id}; see create-roads.sql.
CREATE TABLE cell_{id} (LIKE cell INCLUDING DEFAULTS INCLUDING STORAGE, CHECK (network = {id}));
CREATE TABLE shortcut_{id} (LIKE shortcut INCLUDING DEFAULTS INCLUDING STORAGE, CHECK (network = {id}));
CREATE TABLE climb_{id} (LIKE climb INCLUDING DEFAULTS INCLUDING STORAGE, CHECK (network = {id}));
-- nobody asks what stands in these, and to count the elements of arrays takes seconds
ALTER TABLE cell_{id}
  ALTER COLUMN away SET STATISTICS 0, ALTER COLUMN towards SET STATISTICS 0, ALTER COLUMN apart SET STATISTICS 0;
ALTER TABLE shortcut_{id} ALTER COLUMN run SET STATISTICS 0;
-- a row of cells is out of line whether compressed or not
ALTER TABLE cell_{id}
  ALTER COLUMN away SET STORAGE EXTERNAL, ALTER COLUMN towards SET STORAGE EXTERNAL, ALTER COLUMN apart SET STORAGE EXTERNAL;
