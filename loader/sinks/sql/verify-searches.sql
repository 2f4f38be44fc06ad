-- verify-searches.sql: what the tables of network {id} that make searches quick hold.
-- out  cells, shortcuts, climbs, labels bigint counts
SELECT (SELECT count(*) FROM cell_{id}) AS cells,
       (SELECT count(*) FROM shortcut_{id}) AS shortcuts,
       (SELECT count(*) FROM climb_{id}) AS climbs,
       (SELECT count(*) FROM label_{id}) AS labels;
