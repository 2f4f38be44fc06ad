-- verify.sql: what the tables of network {id} hold, and what does not fit in them.
-- in   $1 integer[] places of each profile's search graph
-- out  nodes, edges, arcs, restrictions, cells, shortcuts, climbs, labels bigint counts · ids bigint tables whose ids are not 0 .. count - 1
--      edge_ends, arc_places, arc_edges bigint rows that point to what is not there
-- why  ids are unique by their index, so a count, a least and a largest prove them gapless, and then ranges prove ends
WITH nodes AS (SELECT count(*) AS n, min(id) AS least, max(id) AS largest FROM node_{id}),
     edges AS (SELECT count(*) AS n, min(id) AS least, max(id) AS largest FROM edge_{id}),
     arcs AS (SELECT profile, count(*) AS n, min(id) AS least, max(id) AS largest FROM arc_{id} GROUP BY profile),
     gaps AS (
       SELECT n, least, largest FROM nodes UNION ALL SELECT n, least, largest FROM edges
       UNION ALL SELECT n, least, largest FROM arcs)
SELECT nodes.n AS nodes,
       edges.n AS edges,
       (SELECT coalesce(sum(n), 0)::bigint FROM arcs) AS arcs,
       (SELECT count(*) FROM turn_restriction_{id}) AS restrictions,
       (SELECT count(*) FROM cell_{id}) AS cells,
       (SELECT count(*) FROM shortcut_{id}) AS shortcuts,
       (SELECT count(*) FROM climb_{id}) AS climbs,
       (SELECT count(*) FROM label_{id}) AS labels,
       (SELECT count(*) FROM gaps WHERE n > 0 AND (least <> 0 OR largest <> n - 1)) AS ids,
       (SELECT count(*) FROM edge_{id} e
         WHERE e.source NOT BETWEEN 0 AND nodes.n - 1 OR e.target NOT BETWEEN 0 AND nodes.n - 1) AS edge_ends,
       (SELECT count(*) FROM arc_{id} a
         WHERE a.tail NOT BETWEEN 0 AND ($1::integer[])[a.profile + 1] - 1
            OR a.head NOT BETWEEN 0 AND ($1::integer[])[a.profile + 1] - 1
            OR a.profile NOT BETWEEN 0 AND cardinality($1::integer[]) - 1) AS arc_places,
       (SELECT count(*) FROM arc_{id} a WHERE a.edge NOT BETWEEN 0 AND edges.n - 1) AS arc_edges
FROM nodes, edges;
