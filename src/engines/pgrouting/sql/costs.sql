-- costs.sql: costs of best paths from every origin to every destination of each ask, all in one search graph.
-- in   $1 text network version · $2 int profile, from 0 · $3, $4 float8 weight of a millisecond and of a centimetre in
--      the packed cost · one entry an origin: $5 int[] ask, $6 int[] edge, $7 float8[] fraction · one entry a
--      destination: $8 int[] ask, $9 int[] edge, $10 float8[] fraction · $11 bool search from the destinations backwards
-- out  one row an origin that reaches a destination: origin int from 0, costs bytea (for each destination reached: int4
--      its number from 0, float8 packed cost, big-endian); a row without an origin where none does; no rows: the version
--      is not loaded
-- uses network_version_key, arc_edge_idx, arc_pkey or arc_tail_idx (all arcs of the profile)
-- why  pgr_dijkstraCost runs one search a start, so the fewer of the two sides start. Ends as in paths.sql: origin o is
--      node -(2o+1), destination d is -(2d+2)
WITH loaded AS (
  SELECT network.id FROM network WHERE network.version = $1::text
),
cell AS (
  SELECT
    CASE WHEN $11::bool THEN (-1 - found.end_vid) / 2 ELSE (-1 - found.start_vid) / 2 END AS origin,
    CASE WHEN $11::bool THEN -1 - found.start_vid / 2 ELSE -1 - found.end_vid / 2 END AS destination,
    found.agg_cost AS cost
  FROM loaded
  CROSS JOIN LATERAL pgr_dijkstraCost(
    format(
      $edges$
      SELECT
        arc.id, arc.tail AS %5$I, arc.head AS %6$I,
        floor(arc.seconds * 1000::float8 + 0.5) * %3$L::float8
          + floor(arc.metres * 100::float8 + 0.5) * %4$L::float8 AS cost
      FROM arc
      WHERE arc.network = %1$L::int AND arc.profile = %2$L::smallint
      UNION ALL
      SELECT
        arc.id, (1 - 2 * origin.number)::int, arc.head,
        floor(floor(arc.seconds * 1000::float8 + 0.5) * part.share + 0.5) * %3$L::float8
          + floor(floor(arc.metres * 100::float8 + 0.5) * part.share + 0.5) * %4$L::float8
      FROM unnest(%8$L::int[], %9$L::float8[]) WITH ORDINALITY AS origin (edge, fraction, number)
      JOIN arc ON arc.network = %1$L::int AND arc.profile = %2$L::smallint AND arc.edge = origin.edge AND arc.departs
      CROSS JOIN LATERAL (
        SELECT CASE WHEN arc.forward THEN 1 - origin.fraction ELSE origin.fraction END AS share
      ) AS part
      UNION ALL
      SELECT
        arc.id, arc.tail, (-2 * destination.number)::int,
        floor(floor(arc.seconds * 1000::float8 + 0.5) * part.share + 0.5) * %3$L::float8
          + floor(floor(arc.metres * 100::float8 + 0.5) * part.share + 0.5) * %4$L::float8
      FROM unnest(%11$L::int[], %12$L::float8[]) WITH ORDINALITY AS destination (edge, fraction, number)
      JOIN arc ON arc.network = %1$L::int AND arc.profile = %2$L::smallint AND arc.edge = destination.edge
      CROSS JOIN LATERAL (
        SELECT CASE WHEN arc.forward THEN destination.fraction ELSE 1 - destination.fraction END AS share
      ) AS part
      UNION ALL
      SELECT
        arc.id, (1 - 2 * origin.number)::int, (-2 * destination.number)::int,
        floor(floor(arc.seconds * 1000::float8 + 0.5) * part.share + 0.5) * %3$L::float8
          + floor(floor(arc.metres * 100::float8 + 0.5) * part.share + 0.5) * %4$L::float8
      FROM unnest(%7$L::int[], %8$L::int[], %9$L::float8[]) WITH ORDINALITY AS origin (ask, edge, fraction, number)
      JOIN unnest(%10$L::int[], %11$L::int[], %12$L::float8[])
        WITH ORDINALITY AS destination (ask, edge, fraction, number)
        ON destination.ask = origin.ask AND destination.edge = origin.edge
      JOIN arc ON arc.network = %1$L::int AND arc.profile = %2$L::smallint AND arc.edge = origin.edge AND arc.departs
      CROSS JOIN LATERAL (
        SELECT
          CASE
            WHEN arc.forward THEN destination.fraction - origin.fraction
            ELSE origin.fraction - destination.fraction
          END AS share
      ) AS part
      WHERE part.share >= 0
      $edges$,
      loaded.id, $2::int, $3::float8, $4::float8,
      CASE WHEN $11::bool THEN 'target' ELSE 'source' END, CASE WHEN $11::bool THEN 'source' ELSE 'target' END,
      $5::int[], $6::int[], $7::float8[], $8::int[], $9::int[], $10::float8[]),
    format(
      $pairs$
      SELECT (1 - 2 * origin.number)::int AS %1$I, (-2 * destination.number)::int AS %2$I
      FROM unnest(%3$L::int[]) WITH ORDINALITY AS origin (ask, number)
      JOIN unnest(%4$L::int[]) WITH ORDINALITY AS destination (ask, number) ON destination.ask = origin.ask
      $pairs$,
      CASE WHEN $11::bool THEN 'target' ELSE 'source' END, CASE WHEN $11::bool THEN 'source' ELSE 'target' END,
      $5::int[], $8::int[]),
    directed => true) AS found
)
SELECT
  cell.origin, string_agg(int4send(cell.destination::int) || float8send(cell.cost), '') AS costs
FROM loaded
LEFT JOIN cell ON true
GROUP BY cell.origin;
