-- reach.sql: the stretches of road that travellers get to, or come from, within a budget, all in one search graph.
-- in   $1 text network version · $2 int profile, from 0 · $3, $4 float8 weight of a millisecond and of a centimetre in
--      the cost: one of them 1, the other 0 · $5 bool travel towards the origins · one entry an origin: $6 int[] ask,
--      from 0, $7 int[] edge, $8 float8[] fraction · $9 float8[] one budget an ask, in the cost's unit
-- out  one row an ask that reaches anything: ask int, stretches bytea (four int4 each, big-endian: edge, 1 for rising,
--      cost at the entry, cost of the whole edge), origins bytea (the stretches that the origins lie on, four int4 each:
--      edge, 1 for rising, number of the origin from 0, cost of the whole edge); a row without an ask where none does;
--      no rows: the version is not loaded
-- uses network_version_key, arc_edge_idx, arc_tail_idx, arc_pkey or arc_tail_idx (all arcs of the profile)
-- why  an ask's origins hang on one node of their own below 0, so the search starts from all of them at once; asks with a
--      smaller budget than the largest are cut afterwards. pgRouting renamed the start's column in 3.6, from from_v to
--      start_vid: the one that the installed version lacks resolves to the null of its name around the call
WITH loaded AS (
  SELECT network.id FROM network WHERE network.version = $1::text
),
origin AS (
  SELECT given.ask, given.edge, given.fraction, (given.number - 1)::int AS number
  FROM unnest($6::int[], $7::int[], $8::float8[]) WITH ORDINALITY AS given (ask, edge, fraction, number)
),
reached AS (
  SELECT (-1 - spanned.start)::int AS ask, spanned.node, spanned.cost
  FROM (SELECT loaded.id, NULL::bigint AS start_vid, NULL::bigint AS from_v FROM loaded) AS place
  CROSS JOIN LATERAL (
    SELECT COALESCE(start_vid, from_v) AS start, node, agg_cost AS cost
    FROM pgr_drivingDistance(
      format(
        $edges$
        SELECT
          arc.id, arc.%5$I AS source, arc.%6$I AS target,
          floor(arc.seconds * 1000::float8 + 0.5) * %3$L::float8
            + floor(arc.metres * 100::float8 + 0.5) * %4$L::float8 AS cost
        FROM arc
        WHERE arc.network = %1$L::int AND arc.profile = %2$L::smallint
        UNION ALL
        SELECT
          arc.id, -1 - origin.ask, arc.%6$I,
          floor(floor(arc.seconds * 1000::float8 + 0.5) * part.share + 0.5) * %3$L::float8
            + floor(floor(arc.metres * 100::float8 + 0.5) * part.share + 0.5) * %4$L::float8
        FROM unnest(%8$L::int[], %9$L::int[], %10$L::float8[]) AS origin (ask, edge, fraction)
        JOIN arc
          ON arc.network = %1$L::int AND arc.profile = %2$L::smallint AND arc.edge = origin.edge
          AND (arc.departs OR %7$L::bool)
        CROSS JOIN LATERAL (
          SELECT CASE WHEN arc.forward <> %7$L::bool THEN 1 - origin.fraction ELSE origin.fraction END AS share
        ) AS part
        $edges$,
        place.id, $2::int, $3::float8, $4::float8,
        CASE WHEN $5::bool THEN 'head' ELSE 'tail' END, CASE WHEN $5::bool THEN 'tail' ELSE 'head' END, $5::bool,
        $6::int[], $7::int[], $8::float8[]),
      (SELECT array_agg(DISTINCT -1 - origin.ask) FROM origin),
      (SELECT max(budget) FROM unnest($9::float8[]) AS budget),
      directed => true)
  ) AS spanned
  WHERE spanned.cost <= ($9::float8[])[-spanned.start]
),
-- travelling towards the origins, a stretch counts from where a trip may set out on it
entered AS (
  SELECT reached.ask, reached.cost, arc.edge, arc.forward, arc.seconds, arc.metres
  FROM reached
  JOIN arc ON arc.tail = reached.node
  WHERE NOT $5::bool
    AND arc.network = (SELECT loaded.id FROM loaded) AND arc.profile = $2::smallint AND arc.edge IS NOT NULL
  UNION ALL
  SELECT reached.ask, reached.cost, arc.edge, NOT arc.forward, arc.seconds, arc.metres
  FROM reached
  JOIN arc ON arc.head = reached.node
  WHERE $5::bool AND arc.departs
    AND arc.network = (SELECT loaded.id FROM loaded) AND arc.profile = $2::smallint AND arc.edge IS NOT NULL
),
stretch AS (
  SELECT
    entered.ask, entered.edge, entered.forward AS rising, min(entered.cost) AS entry_cost,
    min(floor(entered.seconds * 1000::float8 + 0.5) * $3::float8
      + floor(entered.metres * 100::float8 + 0.5) * $4::float8) AS edge_cost
  FROM entered
  GROUP BY entered.ask, entered.edge, entered.forward
),
spread AS (
  SELECT
    stretch.ask,
    string_agg(
      int4send(stretch.edge) || int4send(stretch.rising::int) || int4send(stretch.entry_cost::int)
        || int4send(stretch.edge_cost::int), '') AS stretches
  FROM stretch
  GROUP BY stretch.ask
),
own AS (
  SELECT
    origin.ask,
    string_agg(
      int4send(origin.edge) || int4send((arc.forward <> $5::bool)::int) || int4send(origin.number)
        || int4send((floor(arc.seconds * 1000::float8 + 0.5) * $3::float8
          + floor(arc.metres * 100::float8 + 0.5) * $4::float8)::int), '') AS origins
  FROM origin
  JOIN arc
    ON arc.network = (SELECT loaded.id FROM loaded) AND arc.profile = $2::smallint AND arc.edge = origin.edge
    AND arc.departs
  GROUP BY origin.ask
)
SELECT own.ask, spread.stretches, own.origins
FROM loaded
LEFT JOIN own ON true
LEFT JOIN spread ON spread.ask = own.ask;
