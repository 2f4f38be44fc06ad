-- whole-table-reach.sql: the nodes within a time of a place, searched for in all arcs of the profile.
-- in   $1 text network version · $2 int profile, from 0 · $3 int edge and $4 float8 fraction of the origin · $5 float8 seconds
-- out  one row a node: node int, seconds float8
-- uses network_version_key, arc_edge_idx
-- why  the benchmarks' yardstick, as such queries are commonly written: the whole table every time
SELECT found.node, found.agg_cost AS seconds
FROM network
CROSS JOIN LATERAL pgr_drivingDistance(
  format(
    $edges$
    SELECT id, tail AS source, head AS target, seconds AS cost
    FROM arc
    WHERE network = %1$L::int AND profile = %2$L::smallint
    UNION ALL
    SELECT id, -1, head, seconds * CASE WHEN forward THEN 1 - %4$L::float8 ELSE %4$L::float8 END
    FROM arc
    WHERE network = %1$L::int AND profile = %2$L::smallint AND edge = %3$L::int AND departs
    $edges$,
    network.id, $2::int, $3::int, $4::float8),
  -1, $5::float8, directed => true) AS found
WHERE network.version = $1::text;
