-- current.sql: the network that is served; no row before the first load.
-- out  id integer, version text, sha256 text
SELECT n.id, n.version, n.sha256
FROM current_network c
JOIN network n ON n.id = c.network;
