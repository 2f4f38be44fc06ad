-- nearest-nodes.sql: the nodes nearest to points at which a profile's roads meet, in the network that is current.
-- in   one entry an ask in each array: $1 int[] profile, from 0 · $2, $3 float8[] lon, lat, degrees ·
--      $4, $5 float8[] metres in a degree of longitude and of latitude there · $6 int[] how many ·
--      $7 float8[] how far, metres, null for however far
-- out  a row a node, nearest first within its ask (the lower id wins a tie): version text, ask int from 0, id int, lon,
--      lat, metres float8, source_id text, names text[] (distinct, unsorted); a row without a node for an ask without
--      any; no rows: nothing is loaded
-- uses node_geom_idx, edge_source_idx, edge_target_idx
-- why  the index knows distances in degrees alone: the farthest of the nearest in degrees bounds the box that holds the
--      nearest in metres
WITH point AS (
  SELECT
    (asked.number - 1)::int AS ask, 1 << asked.profile AS profile_bit, asked.kx, asked.ky, asked.count,
    COALESCE(asked.max_metres, 'infinity') AS max_metres,
    ST_SetSRID(ST_MakePoint(asked.lon, asked.lat), 4326) AS geom,
    ST_MakePoint(asked.lon * asked.kx, asked.lat * asked.ky) AS plane
  FROM unnest($1::int[], $2::float8[], $3::float8[], $4::float8[], $5::float8[], $6::int[], $7::float8[])
    WITH ORDINALITY AS asked (profile, lon, lat, kx, ky, count, max_metres, number)
),
bound AS (
  SELECT point.ask, max(closest.metres) AS metres
  FROM point
  CROSS JOIN LATERAL (
    SELECT ST_Distance(ST_SetSRID(ST_Scale(node.geom, point.kx, point.ky), 0), point.plane) AS metres
    FROM node
    WHERE node.network = (SELECT current_network.network FROM current_network)
      AND node.profiles & point.profile_bit <> 0
    ORDER BY node.geom <-> point.geom
    LIMIT point.count
  ) AS closest
  GROUP BY point.ask
),
nearest AS (
  SELECT point.ask, near.id, near.geom, near.source_id, near.centimetres
  FROM point
  JOIN bound ON bound.ask = point.ask
  CROSS JOIN LATERAL (
    SELECT node.id, node.geom, node.source_id, distance.centimetres
    FROM node
    CROSS JOIN LATERAL (
      SELECT round(100 * ST_Distance(
        ST_SetSRID(ST_Scale(node.geom, point.kx, point.ky), 0), point.plane)) AS centimetres
    ) AS distance
    WHERE node.network = (SELECT current_network.network FROM current_network)
      AND node.profiles & point.profile_bit <> 0
      AND node.geom && ST_Expand(
        point.geom,
        (LEAST(bound.metres, point.max_metres) + 0.01) / point.kx,
        (LEAST(bound.metres, point.max_metres) + 0.01) / point.ky)
      AND distance.centimetres <= 100 * point.max_metres
    ORDER BY distance.centimetres, node.id
    LIMIT point.count
  ) AS near
)
SELECT
  network.version, point.ask, nearest.id, ST_X(nearest.geom) AS lon, ST_Y(nearest.geom) AS lat,
  nearest.centimetres / 100 AS metres, nearest.source_id::text AS source_id,
  ARRAY(
    SELECT edge.name
    FROM edge
    WHERE edge.network = (SELECT current_network.network FROM current_network)
      AND edge.source = nearest.id AND edge.name IS NOT NULL
    UNION
    SELECT edge.name
    FROM edge
    WHERE edge.network = (SELECT current_network.network FROM current_network)
      AND edge.target = nearest.id AND edge.name IS NOT NULL
  ) AS names
FROM network
CROSS JOIN point
LEFT JOIN nearest ON nearest.ask = point.ask
WHERE network.id = (SELECT current_network.network FROM current_network)
ORDER BY point.ask, nearest.centimetres, nearest.id;
