-- tile.sql: vector tiles of the edges.
-- in   $1 text network version · one entry an ask in each array: $2, $3, $4 int[] zoom, x, y ·
--      $5 text[] classes with, in $6 int[], the first zoom that shows each · $7 int the first zoom with an edge a feature ·
--      $8 int units on a tile's side · $9 int units of its buffer
-- out  one row an ask: ask int from 0, tile bytea (Mapbox Vector Tile, layer edges; empty where it has no road); no rows:
--      the version is not loaded
-- uses network_version_key, edge_geom_idx
-- why  below $7 the edges of a class and ref are one feature: ST_AsMVTGeom leaves out what is smaller than half a unit,
--      which would be every edge of a road at a small scale, but not what is collected of them
WITH loaded AS (
  SELECT network.id FROM network WHERE network.version = $1::text
),
square AS (
  SELECT
    (asked.number - 1)::int AS ask, asked.zoom, ST_TileEnvelope(asked.zoom, asked.x, asked.y)::box2d AS bounds,
    ST_Transform(ST_TileEnvelope(asked.zoom, asked.x, asked.y, margin => $9::float8 / $8::int), 4326) AS geom
  FROM unnest($2::int[], $3::int[], $4::int[]) WITH ORDINALITY AS asked (zoom, x, y, number)
)
SELECT square.ask, drawn.tile
FROM loaded
CROSS JOIN square
CROSS JOIN LATERAL (
  WITH road AS (
    SELECT
      edge.id, edge.name, edge.ref, edge.class, edge.speed_kmh, edge.component, edge.features,
      ST_Transform(edge.geom, 3857) AS line
    FROM edge
    JOIN unnest($5::text[], $6::int[]) AS rule (class, first_zoom)
      ON rule.class = edge.class AND rule.first_zoom <= square.zoom
    WHERE edge.network = (SELECT loaded.id FROM loaded) AND edge.geom && square.geom
  ),
  feature AS (
    SELECT
      road.id, ST_AsMVTGeom(road.line, square.bounds, $8::int, $9::int) AS geom, road.class, road.name, road.ref,
      NULLIF(round(road.speed_kmh)::int, 0) AS speed,
      NULLIF(road.component[1] >= 0, false) AS car,
      NULLIF(road.component[2] >= 0, false) AS bicycle,
      NULLIF(road.component[3] >= 0, false) AS foot,
      NULLIF(road.features & 2 <> 0, false) AS toll,
      NULLIF(road.features & 8 <> 0, false) AS tunnel,
      NULLIF(road.features & 64 <> 0, false) AS bridge,
      NULLIF(road.features & 16 <> 0, false) AS unpaved,
      NULLIF(road.features & 128 <> 0, false) AS roundabout
    FROM road
    WHERE square.zoom >= $7::int
    UNION ALL
    SELECT
      NULL, ST_AsMVTGeom(ST_Collect(road.line ORDER BY road.id), square.bounds, $8::int, $9::int), road.class, NULL,
      road.ref, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
    FROM road
    WHERE square.zoom < $7::int
    GROUP BY road.class, road.ref
  )
  SELECT ST_AsMVT(drawable, 'edges', $8::int, 'geom', 'id') AS tile
  FROM (
    SELECT
      feature.id, feature.geom, feature.class, feature.name, feature.ref, feature.speed, feature.car, feature.bicycle,
      feature.foot, feature.toll, feature.tunnel, feature.bridge, feature.unpaved, feature.roundabout
    FROM feature
    WHERE feature.geom IS NOT NULL
    ORDER BY feature.id, feature.class, feature.ref
  ) AS drawable
) AS drawn;
