-- What makes searches quick: shortcuts, labels and cells, as the loader builds them over the arcs of each weighting (a
-- profile and an objective). Networks that were loaded before have none of it, and are searched on all of their arcs.

ALTER TABLE network
  ADD COLUMN weightings text[] NOT NULL DEFAULT '{}',
  ADD COLUMN labels text NOT NULL DEFAULT 'none' CHECK (labels IN ('packed', 'ids', 'none'));
COMMENT ON COLUMN network.weightings IS 'Profile and objective, such as CAR FASTEST; the place of one from 0 is weighting in the tables below. One that is missing is searched on all arcs.';
COMMENT ON COLUMN network.labels IS 'What label holds: packed, whole arcs; ids, their ids, and climb the arcs; none, nothing: labels are grown from climb.';

ALTER TABLE node ADD COLUMN cell integer NOT NULL DEFAULT 0;
COMMENT ON COLUMN node.cell IS 'The cell that it lies in; 0 where a network is one cell.';

ALTER TABLE arc ADD COLUMN cell integer NOT NULL DEFAULT 0;
COMMENT ON COLUMN arc.cell IS 'The cell of the node that it leaves.';
CREATE INDEX arc_cell_idx ON arc (network, profile, cell);

CREATE TABLE cell (
  network integer NOT NULL,
  profile smallint NOT NULL,
  id      integer NOT NULL,
  away    integer[] NOT NULL,
  towards integer[] NOT NULL,
  apart   integer[] NOT NULL
) PARTITION BY LIST (network);
COMMENT ON TABLE cell IS 'Compact cells of about equal size that a network''s nodes are cut into, with what no way between two of them is below. A network without rows here is one cell.';
COMMENT ON COLUMN cell.away IS 'For each cell, from 0: least milliseconds from this one to a place there; 2147483647 where no way leads.';
COMMENT ON COLUMN cell.towards IS 'For each cell, from 0: least milliseconds to this one from the head of an arc that leaves a place there.';
COMMENT ON COLUMN cell.apart IS 'For each cell, from 0: centimetres that no way between the two, but for its last arc, is shorter than.';
-- to count the elements of arrays takes the load's ANALYZE seconds, and nobody asks for them
ALTER TABLE cell
  ALTER COLUMN away SET STATISTICS 0, ALTER COLUMN towards SET STATISTICS 0, ALTER COLUMN apart SET STATISTICS 0;
CREATE UNIQUE INDEX cell_pkey ON cell (network, profile, id);

CREATE TABLE shortcut (
  network   integer NOT NULL,
  weighting smallint NOT NULL,
  id        integer NOT NULL,
  run       bytea NOT NULL
) PARTITION BY LIST (network);
COMMENT ON TABLE shortcut IS 'Arcs that stand for a run of arcs.';
COMMENT ON COLUMN shortcut.id IS 'Numbered on from the last arc of the profile.';
COMMENT ON COLUMN shortcut.run IS 'The arcs in order, four int4 each, big-endian: edge or -1 for a turn at a dead end, 1 for forward, milliseconds, centimetres.';
-- incompressible for the most part, and read on every path
ALTER TABLE shortcut ALTER COLUMN run SET STORAGE EXTERNAL;
CREATE UNIQUE INDEX shortcut_pkey ON shortcut (network, weighting, id);

CREATE TABLE climb (
  network   integer NOT NULL,
  weighting smallint NOT NULL,
  id        integer NOT NULL,
  onwards   boolean NOT NULL,
  low       integer NOT NULL,
  high      integer NOT NULL,
  cost      double precision NOT NULL
) PARTITION BY LIST (network);
COMMENT ON TABLE climb IS 'The arcs of the contraction hierarchy of each weighting, by the lower of their ends; empty where labels are packed.';
COMMENT ON COLUMN climb.id IS 'An arc of the profile, or a shortcut.';
COMMENT ON COLUMN climb.onwards IS 'Leads from low to high; else from high down to low.';
COMMENT ON COLUMN climb.cost IS 'Packed: milliseconds * 2^28 + centimetres, or for SHORTEST the other way round.';
CREATE UNIQUE INDEX climb_pkey ON climb (network, weighting, id);
CREATE INDEX climb_low_idx ON climb (network, weighting, onwards, low);

CREATE TABLE label (
  network   integer NOT NULL,
  weighting smallint NOT NULL,
  onwards   boolean NOT NULL,
  place     integer NOT NULL,
  arcs      integer[] NOT NULL,
  tails     integer[],
  heads     integer[],
  costs     double precision[]
) PARTITION BY LIST (network);
COMMENT ON TABLE label IS 'What each place needs of the hierarchy to reach any other (onwards), or to be reached: a best path is within the label of its start and that of its end.';
COMMENT ON COLUMN label.arcs IS 'Ids as in climb.';
COMMENT ON COLUMN label.tails IS 'With packed labels: the places that the arcs leave; else null.';
COMMENT ON COLUMN label.heads IS 'With packed labels: the places that they enter.';
COMMENT ON COLUMN label.costs IS 'With packed labels: as climb.cost.';
-- a label is one read of one page: no compression, and out of line only what fits no page
ALTER TABLE label
  ALTER COLUMN arcs SET STORAGE EXTERNAL,
  ALTER COLUMN tails SET STORAGE EXTERNAL,
  ALTER COLUMN heads SET STORAGE EXTERNAL,
  ALTER COLUMN costs SET STORAGE EXTERNAL;
CREATE UNIQUE INDEX label_pkey ON label (network, weighting, onwards, place);


-- The edges that pgRouting gets to search on are put together from these functions: the parts of arcs at a trip's ends,
-- and one function for each way to keep labels, of which the searches take the one that network.labels names. They are
-- PL/pgSQL for its plans, which it keeps for a session: to plan such a query anew takes as long as to run it. All plans
-- are generic, since with the network as a parameter the planner cannot see that one partition alone is read.

CREATE FUNCTION trip_ends(
  network integer, profile smallint, millisecond double precision, centimetre double precision,
  origin_asks integer[], origin_edges integer[], origin_fractions double precision[],
  destination_asks integer[], destination_edges integer[], destination_fractions double precision[])
RETURNS TABLE (id integer, source integer, target integer, cost double precision)
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 20 SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
  RETURN QUERY
  WITH part AS (
    SELECT
      arc.id, (1 - 2 * origin.number)::int AS source, arc.head AS target, arc.seconds, arc.metres,
      CASE WHEN arc.forward THEN 1 - origin.fraction ELSE origin.fraction END AS share
    FROM unnest(origin_edges, origin_fractions) WITH ORDINALITY AS origin (edge, fraction, number)
    JOIN arc ON arc.network = $1 AND arc.profile = $2 AND arc.edge = origin.edge AND arc.departs
    UNION ALL
    SELECT
      arc.id, arc.tail, (-2 * destination.number)::int, arc.seconds, arc.metres,
      CASE WHEN arc.forward THEN destination.fraction ELSE 1 - destination.fraction END
    FROM unnest(destination_edges, destination_fractions) WITH ORDINALITY AS destination (edge, fraction, number)
    JOIN arc ON arc.network = $1 AND arc.profile = $2 AND arc.edge = destination.edge
    UNION ALL
    SELECT
      arc.id, (1 - 2 * origin.number)::int, (-2 * destination.number)::int, arc.seconds, arc.metres,
      CASE
        WHEN arc.forward THEN destination.fraction - origin.fraction
        ELSE origin.fraction - destination.fraction
      END
    FROM unnest(origin_asks, origin_edges, origin_fractions) WITH ORDINALITY AS origin (ask, edge, fraction, number)
    JOIN unnest(destination_asks, destination_edges, destination_fractions)
      WITH ORDINALITY AS destination (ask, edge, fraction, number)
      ON destination.ask = origin.ask AND destination.edge = origin.edge
    JOIN arc ON arc.network = $1 AND arc.profile = $2 AND arc.edge = origin.edge AND arc.departs
  )
  SELECT
    part.id, part.source, part.target,
    floor(floor(part.seconds * 1000::float8 + 0.5) * part.share + 0.5) * millisecond
      + floor(floor(part.metres * 100::float8 + 0.5) * part.share + 0.5) * centimetre
  FROM part
  WHERE part.share >= 0;
END
$$;
COMMENT ON FUNCTION trip_ends IS 'Origins and destinations in mid-edge as nodes below 0, origin o (from 0) -(2o+1) and destination d -(2d+2), hung on parts of the arcs of their edges: an origin on those by which a trip may leave, a destination on every copy, and both on each other where one edge leads from one to the other in one ask. A part carries the id of its arc.';

CREATE FUNCTION label_arcs_packed(network integer, weighting smallint, onwards boolean, places integer[])
RETURNS TABLE (id integer, source integer, target integer, cost double precision)
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 200 SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
  -- side by side in the list of columns: in FROM, unnest would write its rows down first
  RETURN QUERY
  SELECT unnest(label.arcs), unnest(label.tails), unnest(label.heads), unnest(label.costs)
  FROM label
  WHERE label.network = $1 AND label.weighting = $2 AND label.onwards = $3 AND label.place = ANY ($4);
END
$$;
COMMENT ON FUNCTION label_arcs_packed IS 'The arcs of the labels of places, where labels are packed.';

CREATE FUNCTION label_arcs_ids(network integer, weighting smallint, onwards boolean, places integer[])
RETURNS TABLE (id integer, source integer, target integer, cost double precision)
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 200 SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
  RETURN QUERY
  SELECT
    climb.id,
    CASE WHEN climb.onwards THEN climb.low ELSE climb.high END,
    CASE WHEN climb.onwards THEN climb.high ELSE climb.low END,
    climb.cost
  FROM climb
  WHERE climb.network = $1 AND climb.weighting = $2 AND climb.id = ANY (ARRAY(
    SELECT DISTINCT unnest(label.arcs)
    FROM label
    WHERE label.network = $1 AND label.weighting = $2 AND label.onwards = $3 AND label.place = ANY ($4)));
END
$$;
COMMENT ON FUNCTION label_arcs_ids IS 'The arcs of the labels of places, where their ids alone are kept.';

CREATE FUNCTION label_arcs_none(network integer, weighting smallint, onwards boolean, places integer[])
RETURNS TABLE (id integer, source integer, target integer, cost double precision)
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 2000 SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
  RETURN QUERY
  -- OFFSET keeps the subqueries apart: joined, the planner expects a thousand times the rows that there are
  WITH RECURSIVE place (id) AS (
    SELECT given FROM unnest($4) AS given
    UNION
    SELECT above.high
    FROM place
    CROSS JOIN LATERAL (
      SELECT climb.high
      FROM climb
      WHERE climb.network = $1 AND climb.weighting = $2 AND climb.onwards = $3 AND climb.low = place.id
      OFFSET 0
    ) AS above
  )
  SELECT
    above.id,
    CASE WHEN $3 THEN place.id ELSE above.high END,
    CASE WHEN $3 THEN above.high ELSE place.id END,
    above.cost
  FROM place
  CROSS JOIN LATERAL (
    SELECT climb.id, climb.high, climb.cost
    FROM climb
    WHERE climb.network = $1 AND climb.weighting = $2 AND climb.onwards = $3 AND climb.low = place.id
    OFFSET 0
  ) AS above;
END
$$;
COMMENT ON FUNCTION label_arcs_none IS 'All arcs above places in the hierarchy, where no labels are kept: more than their labels, which no search has thinned out.';
