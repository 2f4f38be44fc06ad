-- network.sql: what is loaded.
-- in   nothing
-- out  one row: version, source text, loaded_at timestamptz, bbox float8[] west, south, east, north, node_count,
--      edge_count int, profiles text[], attribution text; no row: nothing is loaded
-- uses network_pkey
SELECT
  network.version, network.source, network.loaded_at, network.bbox, network.node_count, network.edge_count,
  network.profiles, network.attribution
FROM current_network
JOIN network ON network.id = current_network.network;
