-- costs.sql: costs of best paths from every origin to every destination of each ask, all of one weighting.
-- in   $1 text network version · $2 int profile, from 0 · $3 text weighting, such as CAR FASTEST · $4, $5 float8 weight of
--      a millisecond and of a centimetre in the packed cost · one entry an origin: $6 int[] ask, $7 int[] edge, $8
--      float8[] fraction · one entry a destination: $9 int[] ask, $10 int[] edge, $11 float8[] fraction · $12 bool search
--      from the destinations backwards
-- out  one row an origin that reaches a destination: origin int from 0, costs bytea (for each destination reached: int4
--      its number from 0, float8 packed cost, big-endian), searched text (labels, or whole: all arcs of the profile); a
--      row without an origin where none does; no rows: the version is not loaded
-- uses network_version_key, arc_edge_idx, label_pkey
-- why  pgr_dijkstraCost runs one search a start, so the fewer of the two sides start. Edges as in paths.sql, but that each
--      stands in them once: of many labels most arcs are the same, and every search goes over all of them
WITH loaded AS (
  SELECT network.id, network.labels, (array_position(network.weightings, $3::text) - 1)::smallint AS weighting
  FROM network
  WHERE network.version = $1::text
),
pair AS (
  SELECT
    CASE WHEN $12::bool THEN (-1 - found.end_vid) / 2 ELSE (-1 - found.start_vid) / 2 END AS origin,
    CASE WHEN $12::bool THEN -1 - found.start_vid / 2 ELSE -1 - found.end_vid / 2 END AS destination,
    found.agg_cost AS cost
  FROM loaded
  CROSS JOIN LATERAL pgr_dijkstraCost(
    format(
      $ends$
      WITH part AS (
        SELECT id, source, target, cost
        FROM trip_ends(
          %1$L::int, %2$L::smallint, %4$L::float8, %5$L::float8,
          %6$L::int[], %7$L::int[], %8$L::float8[], %9$L::int[], %10$L::int[], %11$L::float8[])
      )
      SELECT id, source AS %12$I, target AS %13$I, cost FROM part
      $ends$
      || CASE WHEN loaded.weighting IS NULL THEN
        $whole$
        UNION ALL
        SELECT
          arc.id, arc.tail, arc.head,
          floor(arc.seconds * 1000::float8 + 0.5) * %4$L::float8 + floor(arc.metres * 100::float8 + 0.5) * %5$L::float8
        FROM arc
        WHERE arc.network = %1$L::int AND arc.profile = %2$L::smallint
        $whole$
      ELSE
        $labels$
        UNION ALL (
        SELECT DISTINCT ON (id) id, source, target, cost
        FROM %14$I(%1$L::int, %3$L::smallint, true, ARRAY(SELECT part.target FROM part WHERE part.target >= 0))
        ) UNION ALL (
        SELECT DISTINCT ON (id) id, source, target, cost
        FROM %14$I(%1$L::int, %3$L::smallint, false, ARRAY(SELECT part.source FROM part WHERE part.source >= 0))
        )
        $labels$
      END,
      loaded.id, $2::int, loaded.weighting, $4::float8, $5::float8,
      $6::int[], $7::int[], $8::float8[], $9::int[], $10::int[], $11::float8[],
      CASE WHEN $12::bool THEN 'target' ELSE 'source' END, CASE WHEN $12::bool THEN 'source' ELSE 'target' END,
      'label_arcs_' || loaded.labels),
    format(
      $pairs$
      SELECT (1 - 2 * origin.number)::int AS %1$I, (-2 * destination.number)::int AS %2$I
      FROM unnest(%3$L::int[]) WITH ORDINALITY AS origin (ask, number)
      JOIN unnest(%4$L::int[]) WITH ORDINALITY AS destination (ask, number) ON destination.ask = origin.ask
      $pairs$,
      CASE WHEN $12::bool THEN 'target' ELSE 'source' END, CASE WHEN $12::bool THEN 'source' ELSE 'target' END,
      $6::int[], $9::int[]),
    directed => true) AS found
)
SELECT
  pair.origin, string_agg(int4send(pair.destination::int) || float8send(pair.cost), '') AS costs,
  (SELECT CASE WHEN loaded.weighting IS NULL THEN 'whole' ELSE 'labels' END FROM loaded) AS searched
FROM loaded
LEFT JOIN pair ON true
GROUP BY pair.origin;
