-- paths.sql: best paths between places in mid-edge, all in one search graph.
-- in   $1 text network version · $2 int profile, from 0 · $3, $4 float8 weight of a millisecond and of a centimetre in
--      the packed cost · one entry an ask in each array: $5 int[] edge and $6 float8[] fraction of the start ·
--      $7 int[] edge and $8 float8[] fraction of the end
-- out  one row an ask that has a path: ask int from 0, cost float8 packed, arcs bytea (in order of travel, four int4
--      big-endian each: edge or -1 for a turn at a dead end, 1 for forward, milliseconds and centimetres of the whole
--      arc); a row without an ask where none has a path; no rows: the version is not loaded
-- uses network_version_key, arc_edge_idx, arc_pkey, arc_pkey or arc_tail_idx (all arcs of the profile)
-- why  an ask's ends are two nodes of their own below 0, hung on parts of the arcs of their edges: a start on the arcs by
--      which a trip may leave, an end on every copy, and both on each other where one edge leads from one to the other.
--      A part carries the id of its arc, so each row that comes back names one. pgRouting takes its edges as text:
--      every value in it goes through %L. Parts are rounded like partOf in src/routing/cost.ts
WITH loaded AS (
  SELECT network.id FROM network WHERE network.version = $1::text
),
step AS (
  SELECT
    (-1 - found.start_vid) / 2 AS ask, found.path_seq AS place, found.edge AS arc, found.agg_cost AS cost
  FROM loaded
  CROSS JOIN LATERAL pgr_dijkstra(
    format(
      $edges$
      SELECT
        arc.id, arc.tail AS source, arc.head AS target,
        floor(arc.seconds * 1000::float8 + 0.5) * %3$L::float8
          + floor(arc.metres * 100::float8 + 0.5) * %4$L::float8 AS cost
      FROM arc
      WHERE arc.network = %1$L::int AND arc.profile = %2$L::smallint
      UNION ALL
      SELECT
        arc.id, trip.start_node, arc.head,
        floor(floor(arc.seconds * 1000::float8 + 0.5) * part.share + 0.5) * %3$L::float8
          + floor(floor(arc.metres * 100::float8 + 0.5) * part.share + 0.5) * %4$L::float8
      FROM unnest(%5$L::int[], %6$L::float8[]) WITH ORDINALITY AS ask (edge, fraction, number)
      CROSS JOIN LATERAL (SELECT (1 - 2 * ask.number)::int AS start_node) AS trip
      JOIN arc ON arc.network = %1$L::int AND arc.profile = %2$L::smallint AND arc.edge = ask.edge AND arc.departs
      CROSS JOIN LATERAL (
        SELECT CASE WHEN arc.forward THEN 1 - ask.fraction ELSE ask.fraction END AS share
      ) AS part
      UNION ALL
      SELECT
        arc.id, arc.tail, trip.end_node,
        floor(floor(arc.seconds * 1000::float8 + 0.5) * part.share + 0.5) * %3$L::float8
          + floor(floor(arc.metres * 100::float8 + 0.5) * part.share + 0.5) * %4$L::float8
      FROM unnest(%7$L::int[], %8$L::float8[]) WITH ORDINALITY AS ask (edge, fraction, number)
      CROSS JOIN LATERAL (SELECT (-2 * ask.number)::int AS end_node) AS trip
      JOIN arc ON arc.network = %1$L::int AND arc.profile = %2$L::smallint AND arc.edge = ask.edge
      CROSS JOIN LATERAL (
        SELECT CASE WHEN arc.forward THEN ask.fraction ELSE 1 - ask.fraction END AS share
      ) AS part
      UNION ALL
      SELECT
        arc.id, trip.start_node, trip.end_node,
        floor(floor(arc.seconds * 1000::float8 + 0.5) * part.share + 0.5) * %3$L::float8
          + floor(floor(arc.metres * 100::float8 + 0.5) * part.share + 0.5) * %4$L::float8
      FROM unnest(%5$L::int[], %6$L::float8[], %7$L::int[], %8$L::float8[])
        WITH ORDINALITY AS ask (edge, fraction, to_edge, to_fraction, number)
      CROSS JOIN LATERAL (
        SELECT (1 - 2 * ask.number)::int AS start_node, (-2 * ask.number)::int AS end_node
      ) AS trip
      JOIN arc ON arc.network = %1$L::int AND arc.profile = %2$L::smallint AND arc.edge = ask.edge AND arc.departs
      CROSS JOIN LATERAL (
        SELECT CASE WHEN arc.forward THEN ask.to_fraction - ask.fraction ELSE ask.fraction - ask.to_fraction END AS share
      ) AS part
      WHERE ask.edge = ask.to_edge AND part.share >= 0
      $edges$,
      loaded.id, $2::int, $3::float8, $4::float8, $5::int[], $6::float8[], $7::int[], $8::float8[]),
    format(
      'SELECT (1 - 2 * number)::int AS source, (-2 * number)::int AS target FROM generate_series(1, %L::int) AS number',
      cardinality($5::int[])),
    directed => true) AS found
)
SELECT
  step.ask, max(step.cost) AS cost,
  -- the last row of a path stands for its end: it has no arc, hence nothing to append
  string_agg(
    int4send(COALESCE(arc.edge, -1)) || int4send(arc.forward::int)
      || int4send(floor(arc.seconds * 1000::float8 + 0.5)::int) || int4send(floor(arc.metres * 100::float8 + 0.5)::int),
    '' ORDER BY step.place) AS arcs
FROM loaded
LEFT JOIN step ON true
LEFT JOIN arc
  ON arc.network = (SELECT loaded.id FROM loaded) AND arc.profile = $2::smallint AND arc.id = step.arc
GROUP BY step.ask;
