-- verify-arcs.sql: what the tables of arcs and turn restrictions of network {id} hold, and what does not fit in them.
-- in   $1 integer[] places of each profile's search graph · $2 integer edges
-- out  arcs, restrictions bigint counts · ids bigint profiles whose arcs' ids are not 0 .. count - 1 · arc_places,
--      arc_edges bigint arcs that point to what is not there
-- why  as in verify-roads.sql
WITH arcs AS (SELECT profile, count(*) AS n, min(id) AS least, max(id) AS largest FROM arc_{id} GROUP BY profile)
SELECT (SELECT coalesce(sum(n), 0)::bigint FROM arcs) AS arcs,
       (SELECT count(*) FROM turn_restriction_{id}) AS restrictions,
       (SELECT count(*) FROM arcs WHERE least <> 0 OR largest <> n - 1) AS ids,
       (SELECT count(*) FROM arc_{id} a
         WHERE a.tail NOT BETWEEN 0 AND ($1::integer[])[a.profile + 1] - 1
            OR a.head NOT BETWEEN 0 AND ($1::integer[])[a.profile + 1] - 1
            OR a.profile NOT BETWEEN 0 AND cardinality($1::integer[]) - 1) AS arc_places,
       (SELECT count(*) FROM arc_{id} a WHERE a.edge NOT BETWEEN 0 AND $2::integer - 1) AS arc_edges;
