-- verify-roads.sql: what the tables of nodes and edges of network {id} hold, and what does not fit in them.
-- out  nodes, edges bigint counts · ids bigint tables whose ids are not 0 .. count - 1 · edge_ends bigint edges whose
--      ends are not there
-- why  ids are unique by their index, so a count, a least and a largest prove them gapless, and then ranges prove ends
WITH nodes AS (SELECT count(*) AS n, min(id) AS least, max(id) AS largest FROM node_{id}),
     edges AS (SELECT count(*) AS n, min(id) AS least, max(id) AS largest FROM edge_{id}),
     gaps AS (SELECT n, least, largest FROM nodes UNION ALL SELECT n, least, largest FROM edges)
SELECT nodes.n AS nodes,
       edges.n AS edges,
       (SELECT count(*) FROM gaps WHERE n > 0 AND (least <> 0 OR largest <> n - 1)) AS ids,
       (SELECT count(*) FROM edge_{id} e
         WHERE e.source NOT BETWEEN 0 AND nodes.n - 1 OR e.target NOT BETWEEN 0 AND nodes.n - 1) AS edge_ends
FROM nodes, edges;
