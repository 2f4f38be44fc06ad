-- The road networks, one partition of each table a network version. A version's rows are written once, by the loader,
-- into tables that stand apart until they are whole; then they are attached, and a moment later `current_network` moves
-- together with the row in `network`, in one transaction. The version before stays attached, for the requests in flight
-- and for a roll back.

CREATE EXTENSION IF NOT EXISTS postgis;
CREATE EXTENSION IF NOT EXISTS pgrouting;

CREATE TABLE network (
  id          integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  version     text NOT NULL UNIQUE,
  name        text NOT NULL,
  source      text NOT NULL,
  format      text NOT NULL,
  sha256      text NOT NULL,
  attribution text NOT NULL,
  loaded_at   timestamptz NOT NULL DEFAULT now(),
  bbox        double precision[] NOT NULL,
  node_count  integer NOT NULL,
  edge_count  integer NOT NULL,
  profiles    text[] NOT NULL,
  report      jsonb NOT NULL
);
COMMENT ON TABLE network IS 'One row a network version that was loaded whole.';
COMMENT ON COLUMN network.version IS 'What answers and cache keys name: the id and the first 8 digits of the sha256.';
COMMENT ON COLUMN network.name IS 'The name given at the load, or the file''s.';
COMMENT ON COLUMN network.source IS 'The source file''s name.';
COMMENT ON COLUMN network.format IS 'osm-pbf, geojson or shapefile.';
COMMENT ON COLUMN network.sha256 IS 'Of the source file and its mapping, hex.';
COMMENT ON COLUMN network.bbox IS 'West, south, east, north, degrees (EPSG:4326).';
COMMENT ON COLUMN network.profiles IS 'Profile names; the place of one (from 1) is its place in edge.component, its place from 0 is arc.profile.';
COMMENT ON COLUMN network.report IS 'What the loader reported: counts, components, what was dropped and why, times.';

CREATE TABLE current_network (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  network  integer NOT NULL REFERENCES network (id)
);
COMMENT ON TABLE current_network IS 'The version that is served: no row before the first load, one ever after.';

CREATE TABLE node (
  network   integer NOT NULL,
  id        integer NOT NULL,
  source_id bigint,
  profiles  integer NOT NULL,
  geom      geometry(Point, 4326) NOT NULL
) PARTITION BY LIST (network);
COMMENT ON TABLE node IS 'Where edges meet.';
COMMENT ON COLUMN node.id IS 'From 0, without gaps, within its network.';
COMMENT ON COLUMN node.source_id IS 'The source''s own id (an OSM node id), null where it has none.';
COMMENT ON COLUMN node.profiles IS 'Bit p is set where profile p may use an edge that ends here.';
CREATE UNIQUE INDEX node_pkey ON node (network, id);
CREATE INDEX node_geom_idx ON node USING gist (geom);

CREATE TABLE edge (
  network       integer NOT NULL,
  id            integer NOT NULL,
  source        integer NOT NULL,
  target        integer NOT NULL,
  length_metres double precision NOT NULL,
  name          text,
  ref           text,
  class         text NOT NULL,
  speed_kmh     real NOT NULL,
  source_id     text,
  features      integer NOT NULL,
  component     integer[] NOT NULL,
  geom          geometry(LineString, 4326) NOT NULL
) PARTITION BY LIST (network);
COMMENT ON TABLE edge IS 'Stretches of road between two nodes.';
COMMENT ON COLUMN edge.id IS 'From 0, without gaps, within its network.';
COMMENT ON COLUMN edge.source IS 'Node at the first vertex.';
COMMENT ON COLUMN edge.target IS 'Node at the last vertex.';
COMMENT ON COLUMN edge.length_metres IS 'Geodesic length on WGS 84, metres.';
COMMENT ON COLUMN edge.class IS 'The highway class, or ferry.';
COMMENT ON COLUMN edge.speed_kmh IS 'Posted limit or the class''s default for cars, km/h, for display; 0 where neither applies.';
COMMENT ON COLUMN edge.source_id IS 'The source''s own id (an OSM way id), null where it has none.';
COMMENT ON COLUMN edge.features IS 'Bits: 1 motorway, 2 toll, 4 ferry, 8 tunnel, 16 unpaved, 32 steps, 64 bridge, 128 roundabout, 256 link.';
COMMENT ON COLUMN edge.component IS 'By profile: -1 may not use it, 0 on the main component, above 0 the number of its island.';
CREATE UNIQUE INDEX edge_pkey ON edge (network, id);
CREATE INDEX edge_source_idx ON edge (network, source);
CREATE INDEX edge_target_idx ON edge (network, target);
CREATE INDEX edge_geom_idx ON edge USING gist (geom);

CREATE TABLE arc (
  network integer NOT NULL,
  profile smallint NOT NULL,
  id      integer NOT NULL,
  tail    integer NOT NULL,
  head    integer NOT NULL,
  seconds real NOT NULL,
  metres  real NOT NULL,
  edge    integer,
  forward boolean NOT NULL,
  departs boolean NOT NULL
) PARTITION BY LIST (network);
COMMENT ON TABLE arc IS 'The search graph of each profile: directions of edges between places, turn restrictions compiled into the topology.';
COMMENT ON COLUMN arc.profile IS 'Place of the profile in network.profiles, from 0.';
COMMENT ON COLUMN arc.id IS 'From 0, without gaps, within its network and profile.';
COMMENT ON COLUMN arc.tail IS 'Place that it leaves: a node, or beyond the nodes a copy of one.';
COMMENT ON COLUMN arc.head IS 'Place that it enters.';
COMMENT ON COLUMN arc.seconds IS 'Whole milliseconds, as seconds.';
COMMENT ON COLUMN arc.metres IS 'Whole centimetres, as metres.';
COMMENT ON COLUMN arc.edge IS 'The edge that it runs along; null for the turn at a dead end.';
COMMENT ON COLUMN arc.forward IS 'From the edge''s source to its target.';
COMMENT ON COLUMN arc.departs IS 'A trip that starts on the edge in this direction leaves by this copy.';
CREATE UNIQUE INDEX arc_pkey ON arc (network, profile, id);
CREATE INDEX arc_tail_idx ON arc (network, profile, tail);
CREATE INDEX arc_edge_idx ON arc (network, profile, edge);

CREATE TABLE turn_restriction (
  network   integer NOT NULL,
  source_id text NOT NULL,
  tags      jsonb NOT NULL,
  from_ways text[] NOT NULL,
  via_node  bigint,
  via_ways  text[],
  to_ways   text[] NOT NULL
) PARTITION BY LIST (network);
COMMENT ON TABLE turn_restriction IS 'Turn restrictions as they were read; their meaning is in the arcs.';
CREATE INDEX turn_restriction_source_idx ON turn_restriction (network, source_id);
