-- whole-table.sql: the fastest path between two places in mid-edge, searched for in all arcs of the profile.
-- in   $1 text network version · $2 int profile, from 0 · $3 int edge and $4 float8 fraction of the start · $5 int edge
--      and $6 float8 fraction of the end
-- out  one row a step, in order: arc int (-1 at the end), seconds float8 so far; no row where there is no path
-- uses network_version_key, arc_edge_idx
-- why  the benchmarks' yardstick, as such queries are commonly written: the whole table every time, and the ends as two
--      nodes of their own, -1 and -2, hung on parts of the arcs of their edges
SELECT found.edge AS arc, found.agg_cost AS seconds
FROM network
CROSS JOIN LATERAL pgr_dijkstra(
  format(
    $edges$
    SELECT id, tail AS source, head AS target, seconds AS cost
    FROM arc
    WHERE network = %1$L::int AND profile = %2$L::smallint
    UNION ALL
    SELECT id, -1, head, seconds * CASE WHEN forward THEN 1 - %4$L::float8 ELSE %4$L::float8 END
    FROM arc
    WHERE network = %1$L::int AND profile = %2$L::smallint AND edge = %3$L::int AND departs
    UNION ALL
    SELECT id, tail, -2, seconds * CASE WHEN forward THEN %6$L::float8 ELSE 1 - %6$L::float8 END
    FROM arc
    WHERE network = %1$L::int AND profile = %2$L::smallint AND edge = %5$L::int
    UNION ALL
    SELECT id, -1, -2, seconds * abs(%6$L::float8 - %4$L::float8)
    FROM arc
    WHERE network = %1$L::int AND profile = %2$L::smallint AND edge = %3$L::int AND edge = %5$L::int AND departs
      AND forward = (%6$L::float8 >= %4$L::float8)
    $edges$,
    network.id, $2::int, $3::int, $4::float8, $5::int, $6::float8),
  -1, -2, directed => true) AS found
WHERE network.version = $1::text
ORDER BY found.path_seq;
