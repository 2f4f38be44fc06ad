-- paths.sql: best paths between places in mid-edge, all of one weighting.
-- in   $1 text network version · $2 int profile, from 0 · $3 text weighting, such as CAR FASTEST · $4, $5 float8 weight of
--      a millisecond and of a centimetre in the packed cost · one entry an ask in each array: $6 int[] edge and $7
--      float8[] fraction of the start · $8 int[] edge and $9 float8[] fraction of the end
-- out  one row an ask that has a path: ask int from 0, cost float8 packed, arcs bytea (in order of travel, four int4
--      big-endian each: edge or -1 for a turn at a dead end, 1 for forward, milliseconds and centimetres of the whole
--      arc), searched text (labels, or whole: all arcs of the profile); a row without an ask where none has a path; no
--      rows: the version is not loaded
-- uses network_version_key, arc_edge_idx, label_pkey, shortcut_pkey, arc_pkey
-- why  pgRouting spends its time on reading edges, so it gets the labels of both ends and no more: of the places that a
--      trip leaves its first edge for, and that it comes from to its last. pgRouting takes its edges as text: every value
--      in it goes through %L. A shortcut's row holds its arcs as they are sent, so that a path is a dozen look-ups
WITH loaded AS (
  SELECT network.id, network.labels, (array_position(network.weightings, $3::text) - 1)::smallint AS weighting
  FROM network
  WHERE network.version = $1::text
),
step AS (
  SELECT
    (-1 - found.start_vid) / 2 AS ask, found.path_seq AS place, found.edge AS arc, found.agg_cost AS cost
  FROM loaded
  CROSS JOIN LATERAL pgr_dijkstra(
    format(
      $ends$
      WITH part AS (
        SELECT id, source, target, cost
        FROM trip_ends(
          %1$L::int, %2$L::smallint, %4$L::float8, %5$L::float8,
          %6$L::int[], %7$L::int[], %8$L::float8[], %6$L::int[], %9$L::int[], %10$L::float8[])
      )
      SELECT id, source, target, cost FROM part
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
        UNION ALL
        SELECT id, source, target, cost
        FROM %11$I(%1$L::int, %3$L::smallint, true, ARRAY(SELECT part.target FROM part WHERE part.target >= 0))
        UNION ALL
        SELECT id, source, target, cost
        FROM %11$I(%1$L::int, %3$L::smallint, false, ARRAY(SELECT part.source FROM part WHERE part.source >= 0))
        $labels$
      END,
      loaded.id, $2::int, loaded.weighting, $4::float8, $5::float8,
      ARRAY(SELECT generate_series(1, cardinality($6::int[]))), $6::int[], $7::float8[], $8::int[], $9::float8[],
      'label_arcs_' || loaded.labels),
    format(
      'SELECT (1 - 2 * number)::int AS source, (-2 * number)::int AS target FROM generate_series(1, %L::int) AS number',
      cardinality($6::int[])),
    directed => true) AS found
),
-- subqueries, since the planner cannot know that a path has few steps, and would join them to all arcs
travelled AS (
  SELECT
    step.ask, step.place, step.cost,
    COALESCE(
      (SELECT shortcut.run
       FROM shortcut
       WHERE shortcut.network = loaded.id AND shortcut.weighting = loaded.weighting AND shortcut.id = step.arc),
      (SELECT
         int4send(COALESCE(arc.edge, -1)) || int4send(arc.forward::int)
           || int4send(floor(arc.seconds * 1000::float8 + 0.5)::int)
           || int4send(floor(arc.metres * 100::float8 + 0.5)::int)
       FROM arc
       WHERE arc.network = loaded.id AND arc.profile = $2::smallint AND arc.id = step.arc)) AS run
  FROM loaded
  CROSS JOIN step
)
SELECT
  travelled.ask, max(travelled.cost) AS cost,
  -- the last row of a path stands for its end: it has no arc, hence nothing to append
  string_agg(travelled.run, '' ORDER BY travelled.place) AS arcs,
  (SELECT CASE WHEN loaded.weighting IS NULL THEN 'whole' ELSE 'labels' END FROM loaded) AS searched
FROM loaded
LEFT JOIN travelled ON true
GROUP BY travelled.ask;
