-- edges.sql: edges by id, with their geometry.
-- in   $1 text network version · $2 int[] ids, each once
-- out  one row an edge, in no given order: id, source, target int, length_metres float8, name, ref, class text,
--      speed_kmh real, source_id text, features int, line bytea (WKB, little-endian); one row of nulls where the ids name
--      none; no rows: the version is not loaded
-- uses network_version_key, edge_pkey
WITH loaded AS (
  SELECT network.id FROM network WHERE network.version = $1::text
)
SELECT
  edge.id, edge.source, edge.target, edge.length_metres, edge.name, edge.ref, edge.class, edge.speed_kmh,
  edge.source_id, edge.features, ST_AsBinary(edge.geom, 'NDR') AS line
FROM loaded
LEFT JOIN edge ON edge.network = (SELECT loaded.id FROM loaded) AND edge.id = ANY ($2::int[]);
