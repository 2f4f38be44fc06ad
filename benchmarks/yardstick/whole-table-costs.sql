-- whole-table-costs.sql: the least times from some places to others, searched for in all arcs of the profile.
-- in   $1 text network version · $2 int profile, from 0 · $3 int[] edges and $4 float8[] fractions of the origins · $5 int[]
--      and $6 float8[] of the destinations
-- out  one row a pair that a way joins: origin and destination int, from 1, seconds float8
-- uses network_version_key, arc_edge_idx
-- why  the benchmarks' yardstick, as such queries are commonly written: the whole table, and the ends as nodes of their own
--      below 0, origin o -(2o-1) and destination d -2d, hung on parts of the arcs of their edges
SELECT (1 - found.start_vid) / 2 AS origin, -found.end_vid / 2 AS destination, found.agg_cost AS seconds
FROM network
CROSS JOIN LATERAL pgr_dijkstraCost(
  format(
    $edges$
    SELECT id, tail AS source, head AS target, seconds AS cost
    FROM arc
    WHERE network = %1$L::int AND profile = %2$L::smallint
    UNION ALL
    SELECT arc.id, (1 - 2 * number)::int, arc.head, arc.seconds * CASE WHEN arc.forward THEN 1 - fraction ELSE fraction END
    FROM unnest(%3$L::int[], %4$L::float8[]) WITH ORDINALITY AS origin (edge, fraction, number)
    JOIN arc ON arc.network = %1$L::int AND arc.profile = %2$L::smallint AND arc.edge = origin.edge AND arc.departs
    UNION ALL
    SELECT arc.id, arc.tail, (-2 * number)::int, arc.seconds * CASE WHEN arc.forward THEN fraction ELSE 1 - fraction END
    FROM unnest(%5$L::int[], %6$L::float8[]) WITH ORDINALITY AS destination (edge, fraction, number)
    JOIN arc ON arc.network = %1$L::int AND arc.profile = %2$L::smallint AND arc.edge = destination.edge
    $edges$,
    network.id, $2::int, $3::int[], $4::float8[], $5::int[], $6::float8[]),
  ARRAY(SELECT 1 - 2 * number FROM generate_series(1, cardinality($3::int[])) AS number),
  ARRAY(SELECT -2 * number FROM generate_series(1, cardinality($5::int[])) AS number),
  directed => true) AS found
WHERE network.version = $1::text;
