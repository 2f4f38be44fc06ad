-- verify-hierarchies.sql: what the tables of cells, shortcuts and climbs of network {id} hold.
-- out  cells, shortcuts, climbs bigint counts
SELECT (SELECT count(*) FROM cell_{id}) AS cells,
       (SELECT count(*) FROM shortcut_{id}) AS shortcuts,
       (SELECT count(*) FROM climb_{id}) AS climbs;
