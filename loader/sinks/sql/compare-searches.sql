-- compare-searches.sql: costs between places, found over their labels as costs.sql does between ends.
-- in   $1 int network's id · $2 int weighting, from 0 · $3 text how labels are kept · $4 int[] starts, $5 int[] ends: pairs
-- out  one row a pair that a way joins: start, finish int, cost float8 packed
SELECT found.start_vid::int AS start, found.end_vid::int AS finish, found.agg_cost AS cost
FROM pgr_dijkstraCost(
  format(
    $labels$
    SELECT id, source, target, cost FROM %1$I(%2$L::int, %3$L::smallint, true, %4$L::int[])
    UNION ALL
    SELECT id, source, target, cost FROM %1$I(%2$L::int, %3$L::smallint, false, %5$L::int[])
    $labels$,
    'label_arcs_' || $3::text, $1::int, $2::int, $4::int[], $5::int[]),
  format('SELECT pair.source, pair.target FROM unnest(%L::int[], %L::int[]) AS pair (source, target)', $4::int[], $5::int[]),
  directed => true) AS found;
