-- snap.sql: the places on roads nearest to points, in the network that is current.
-- in   one entry a point in each array: $1 int[] profile, from 0 · $2, $3 float8[] lon, lat, degrees ·
--      $4, $5 float8[] metres in a degree of longitude and of latitude there · $6 float8[] radius, metres
-- out  a row for the nearest place on the main component (is_main), one for the nearest on any road (is_nearest), or one
--      row that is both: version text, point int from 0, is_main, is_nearest bool, component int, fraction, lon, lat,
--      metres float8, and the edge as in edges.sql. Points without any road have a row without an edge; no rows at all:
--      nothing is loaded
-- uses edge_geom_idx, edge_pkey
-- why  the index knows distances in degrees alone. The nearest edge in degrees bounds the distance in metres, so the
--      true nearest meets the box of that bound; beyond the radius the bound itself is the answer. The network's id
--      comes from a scalar subquery, which prunes the other networks' partitions when the statement starts
WITH point AS (
  SELECT
    (asked.number - 1)::int AS number, asked.profile + 1 AS slot, asked.kx, asked.ky, asked.radius,
    ST_SetSRID(ST_MakePoint(asked.lon, asked.lat), 4326) AS geom,
    ST_MakePoint(asked.lon * asked.kx, asked.lat * asked.ky) AS plane
  FROM unnest($1::int[], $2::float8[], $3::float8[], $4::float8[], $5::float8[], $6::float8[])
    WITH ORDINALITY AS asked (profile, lon, lat, kx, ky, radius, number)
),
closest_main AS (
  SELECT point.number, closest.id, closest.component, closest.metres
  FROM point
  CROSS JOIN LATERAL (
    SELECT
      edge.id, edge.component[point.slot] AS component,
      ST_Distance(ST_SetSRID(ST_Scale(edge.geom, point.kx, point.ky), 0), point.plane) AS metres
    FROM edge
    WHERE edge.network = (SELECT current_network.network FROM current_network) AND edge.component[point.slot] = 0
    ORDER BY edge.geom <-> point.geom
    LIMIT 1
  ) AS closest
),
closest_any AS (
  SELECT point.number, closest.id, closest.component, closest.metres
  FROM point
  CROSS JOIN LATERAL (
    SELECT
      edge.id, edge.component[point.slot] AS component,
      ST_Distance(ST_SetSRID(ST_Scale(edge.geom, point.kx, point.ky), 0), point.plane) AS metres
    FROM edge
    WHERE edge.network = (SELECT current_network.network FROM current_network) AND edge.component[point.slot] >= 0
    ORDER BY edge.geom <-> point.geom
    LIMIT 1
  ) AS closest
),
search_box AS (
  SELECT
    point.number, point.slot, point.kx, point.ky, point.plane,
    ST_Expand(point.geom, bound.metres / point.kx, bound.metres / point.ky) AS geom
  FROM point
  JOIN closest_any ON closest_any.number = point.number
  LEFT JOIN closest_main ON closest_main.number = point.number
  -- a centimetre more, for the ties that rounding makes
  CROSS JOIN LATERAL (
    SELECT LEAST(COALESCE(closest_main.metres, closest_any.metres), point.radius) + 0.01 AS metres
  ) AS bound
),
candidate AS (
  SELECT
    search_box.number, edge.id, edge.component[search_box.slot] AS component,
    round(100 * ST_Distance(
      ST_SetSRID(ST_Scale(edge.geom, search_box.kx, search_box.ky), 0), search_box.plane)) AS centimetres
  FROM search_box
  JOIN edge ON edge.geom && search_box.geom
  WHERE edge.network = (SELECT current_network.network FROM current_network) AND edge.component[search_box.slot] >= 0
  UNION
  SELECT closest_main.number, closest_main.id, closest_main.component, round(100 * closest_main.metres)
  FROM closest_main
  UNION
  SELECT closest_any.number, closest_any.id, closest_any.component, round(100 * closest_any.metres)
  FROM closest_any
),
ranked AS (
  SELECT
    candidate.number, candidate.id, candidate.component, candidate.centimetres,
    row_number() OVER (PARTITION BY candidate.number ORDER BY candidate.centimetres, candidate.id) AS rank,
    row_number() OVER (
      PARTITION BY candidate.number, candidate.component = 0 ORDER BY candidate.centimetres, candidate.id
    ) AS rank_of_kind
  FROM candidate
),
chosen AS (
  SELECT
    ranked.number, ranked.id, ranked.component, ranked.centimetres,
    ranked.rank = 1 AS is_nearest, ranked.component = 0 AS is_main
  FROM ranked
  WHERE ranked.rank = 1 OR (ranked.component = 0 AND ranked.rank_of_kind = 1)
)
SELECT
  network.version, point.number AS point, chosen.is_main, chosen.is_nearest, chosen.component,
  ST_LineLocatePoint(plane.line, point.plane) AS fraction,
  ST_X(plane.foot) / point.kx AS lon, ST_Y(plane.foot) / point.ky AS lat, chosen.centimetres / 100 AS metres,
  edge.id, edge.source, edge.target, edge.length_metres, edge.name, edge.ref, edge.class, edge.speed_kmh,
  edge.source_id, edge.features, ST_AsBinary(edge.geom, 'NDR') AS line
FROM network
CROSS JOIN point
LEFT JOIN chosen ON chosen.number = point.number
LEFT JOIN edge
  ON edge.network = (SELECT current_network.network FROM current_network) AND edge.id = chosen.id
LEFT JOIN LATERAL (
  SELECT scaled.line, ST_ClosestPoint(scaled.line, point.plane) AS foot
  FROM (SELECT ST_SetSRID(ST_Scale(edge.geom, point.kx, point.ky), 0) AS line) AS scaled
) AS plane ON true
WHERE network.id = (SELECT current_network.network FROM current_network)
ORDER BY point.number;
