-- publish.sql: enters a network and makes it the one that is served.
-- in   $1 integer id · $2 text version · $3 text name · $4 text source · $5 text format · $6 text sha256
--      $7 text attribution · $8 float8[] bbox · $9 integer nodes · $10 integer edges · $11 text[] profiles · $12 jsonb report
--      $13 text[] weightings · $14 text labels
WITH entered AS (
  INSERT INTO network (id, version, name, source, format, sha256, attribution, bbox, node_count, edge_count, profiles, report,
                       weightings, labels)
  OVERRIDING SYSTEM VALUE
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
  RETURNING id)
INSERT INTO current_network (network)
SELECT id FROM entered
ON CONFLICT (only_row) DO UPDATE SET network = excluded.network;
