-- reach.sql: the stretches of road that travellers get to, or come from, within a budget, all in one search graph.
-- in   $1 text network version · $2 int profile, from 0 · $3, $4 float8 weight of a millisecond and of a centimetre in
--      the cost: one of them 1, the other 0 · $5 bool travel towards the origins · one entry an origin: $6 int[] ask,
--      from 0, $7 int[] edge, $8 float8[] fraction · $9 float8[] one budget an ask, in the cost's unit
-- out  one row an ask: ask int, stretches: headings, entry_costs and edge_costs bytea (array_send of int4[] of one length
--      each: twice the edge, one more where it is travelled against its direction; cost at the entry; cost of the whole
--      edge; null where there is none), origins bytea (the stretches that the origins lie on, four int4 each,
--      big-endian: edge, 1 for rising, number of the origin from 0, cost of the whole edge), searched text (cells, or
--      whole: all arcs of the profile); a row without an ask where no origin may set out; no rows: the version is not
--      loaded
-- uses network_version_key, edge_pkey, node_pkey, cell_pkey, arc_edge_idx, arc_cell_idx
-- why  only arcs of cells that can be reached from an origin's within the budget are read; a network without bounds is one
--      cell, 0. An ask's origins hang on one node of their own below 0, so the search starts from all of them at once;
--      asks with a smaller budget than the largest are cut afterwards. pgRouting renamed the start's column in 3.6, from
--      from_v to start_vid: the one that the installed version lacks resolves to the null of its name around the call
WITH loaded AS (
  SELECT network.id FROM network WHERE network.version = $1::text
),
origin AS (
  SELECT given.ask, given.edge, given.fraction, (given.number - 1)::int AS number
  FROM unnest($6::int[], $7::int[], $8::float8[]) WITH ORDINALITY AS given (ask, edge, fraction, number)
),
-- travel towards the origins counts a cell from the arcs that leave it, since a trip may set out in the middle of one
pruned AS (
  SELECT array_agg(DISTINCT bound.cell::int - 1) AS cells
  FROM origin
  JOIN edge ON edge.network = (SELECT loaded.id FROM loaded) AND edge.id = origin.edge
  JOIN node ON node.network = (SELECT loaded.id FROM loaded) AND node.id = ANY (ARRAY[edge.source, edge.target])
  JOIN cell
    ON cell.network = (SELECT loaded.id FROM loaded) AND cell.profile = $2::smallint AND cell.id = node.cell
  CROSS JOIN LATERAL unnest(
    CASE WHEN $4::float8 > 0 THEN cell.apart WHEN $5::bool THEN cell.towards ELSE cell.away END)
    WITH ORDINALITY AS bound (least, cell)
  WHERE bound.least <= ($9::float8[])[origin.ask + 1]
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
        WHERE arc.network = %1$L::int AND arc.profile = %2$L::smallint AND arc.cell = ANY (%11$L::int[])
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
        $6::int[], $7::int[], $8::float8[], COALESCE((SELECT pruned.cells FROM pruned), ARRAY[0])),
      (SELECT array_agg(DISTINCT -1 - origin.ask) FROM origin),
      (SELECT max(budget) FROM unnest($9::float8[]) AS budget),
      directed => true)
  ) AS spanned
  WHERE spanned.cost <= ($9::float8[])[-spanned.start]
),
-- one scan, and a hash of what was reached: an index look-up for each node takes twice as long
near AS (
  SELECT
    CASE WHEN $5::bool THEN arc.head ELSE arc.tail END AS node,
    2 * arc.edge + (arc.forward = $5::bool)::int AS heading,
    (floor(arc.seconds * 1000::float8 + 0.5) * $3::float8
      + floor(arc.metres * 100::float8 + 0.5) * $4::float8)::int AS cost
  FROM arc
  WHERE arc.network = (SELECT loaded.id FROM loaded) AND arc.profile = $2::smallint
    AND arc.cell = ANY (COALESCE((SELECT pruned.cells FROM pruned), ARRAY[0]))
    -- travelling towards the origins, a stretch counts from where a trip may set out on it
    AND arc.edge IS NOT NULL AND (arc.departs OR NOT $5::bool)
  OFFSET 0
),
stretch AS (
  SELECT reached.ask, near.heading, min(reached.cost)::int AS entry_cost, min(near.cost) AS edge_cost
  FROM reached
  JOIN near ON near.node = reached.node
  GROUP BY reached.ask, near.heading
),
spread AS (
  SELECT
    stretch.ask, array_send(array_agg(stretch.heading)) AS headings,
    array_send(array_agg(stretch.entry_cost)) AS entry_costs, array_send(array_agg(stretch.edge_cost)) AS edge_costs
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
SELECT
  own.ask, spread.headings, spread.entry_costs, spread.edge_costs, own.origins,
  (SELECT CASE WHEN pruned.cells IS NULL THEN 'whole' ELSE 'cells' END FROM pruned) AS searched
FROM loaded
LEFT JOIN own ON true
LEFT JOIN spread ON spread.ask = own.ask;
