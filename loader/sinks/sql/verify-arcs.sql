-- verify-arcs.sql: what the tables of arcs and turn restrictions of network {id} hold, and what does not fit in them.
-- in   $1 integer[] places of each profile's search graph · $2 integer edges
-- out  arcs, restrictions bigint counts · ids, arc_places, arc_edges bigint profiles whose arcs' ids are not
--      0 .. count - 1, or that have arcs which point to places or edges that are not there
-- why  as in verify-roads.sql; one pass over the arcs, which are many
WITH arcs AS (
  SELECT profile, count(*) AS n, min(id) AS least, max(id) AS largest,
         min(least(tail, head)) AS least_place, max(greatest(tail, head)) AS largest_place,
         min(edge) AS least_edge, max(edge) AS largest_edge
  FROM arc_{id}
  GROUP BY profile)
SELECT (SELECT coalesce(sum(n), 0)::bigint FROM arcs) AS arcs,
       (SELECT count(*) FROM turn_restriction_{id}) AS restrictions,
       (SELECT count(*) FROM arcs WHERE least <> 0 OR largest <> n - 1) AS ids,
       -- of a profile that is none the places are null
       (SELECT count(*) FROM arcs
         WHERE (least_place >= 0 AND largest_place < ($1::integer[])[profile + 1]) IS NOT TRUE) AS arc_places,
       (SELECT count(*) FROM arcs WHERE least_edge < 0 OR largest_edge >= $2::integer) AS arc_edges;
