-- edges-within.sql: the edges that a profile may use and whose bounding box meets a box.
-- in   $1 text network version · one entry an ask in each array: $2 int[] profile, from 0 ·
--      $3, $4, $5, $6 float8[] west, south, east, north, degrees
-- out  one row an ask: ask int from 0, edges bytea (int4 each, big-endian, ascending; null for none); no rows: the
--      version is not loaded
-- uses network_version_key, edge_geom_idx
-- why  the index keeps boxes rounded outwards to float4, so the box is compared again in full; and ids leave packed,
--      since a wide box meets most of a city
WITH loaded AS (
  SELECT network.id FROM network WHERE network.version = $1::text
),
box AS (
  SELECT
    (asked.number - 1)::int AS ask, asked.profile + 1 AS slot, asked.west, asked.south, asked.east, asked.north,
    ST_MakeEnvelope(asked.west, asked.south, asked.east, asked.north, 4326) AS geom
  FROM unnest($2::int[], $3::float8[], $4::float8[], $5::float8[], $6::float8[])
    WITH ORDINALITY AS asked (profile, west, south, east, north, number)
)
SELECT box.ask, string_agg(int4send(edge.id), '' ORDER BY edge.id) AS edges
FROM loaded
CROSS JOIN box
LEFT JOIN edge
  ON edge.network = (SELECT loaded.id FROM loaded) AND edge.geom && box.geom AND edge.component[box.slot] >= 0
  AND ST_XMin(edge.geom) <= box.east AND ST_XMax(edge.geom) >= box.west
  AND ST_YMin(edge.geom) <= box.north AND ST_YMax(edge.geom) >= box.south
GROUP BY box.ask;
