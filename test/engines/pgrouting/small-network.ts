import type {Client} from 'pg';

/** A network small enough to write by hand or to draw at random; CAR's alone. */
export interface SmallNetwork {
  /** lon, lat. */
  readonly nodes: readonly (readonly [number, number])[];
  readonly edges: readonly SmallEdge[];
  /** Places from `nodes.length` on are copies. */
  readonly arcs: readonly SmallArc[];
}

export interface SmallEdge {
  readonly source: number;
  readonly target: number;
  /** Vertices between the two nodes, lon, lat. */
  readonly between: readonly (readonly [number, number])[];
  /** -1 unusable, 0 main, above: an island. */
  readonly component: number;
  readonly name: string | null;
}

export interface SmallArc {
  readonly tail: number;
  readonly head: number;
  readonly milliseconds: number;
  readonly centimetres: number;
  /** null: a turn at a dead end. */
  readonly edge: number | null;
  readonly forward: boolean;
  readonly departs: boolean;
}

/** Vertices of an edge, its nodes included. */
export function verticesOf(network: SmallNetwork, edge: SmallEdge): (readonly [number, number])[] {
  return [network.nodes[edge.source], ...edge.between, network.nodes[edge.target]];
}

/**
 * Writes a network as the loader does, makes it current, and analyses it.
 * @returns its version
 */
export async function insertNetwork(client: Client, network: SmallNetwork): Promise<string> {
  const {rows} = await client.query<{id: number}>(
    `INSERT INTO network
       (version, name, source, format, sha256, attribution, bbox, node_count, edge_count, profiles, report)
     VALUES (gen_random_uuid()::text, 'small', 'small.geojson', 'geojson', '', 'drawn by a test', '{0,0,1,1}', $1, $2,
       '{CAR,BICYCLE,FOOT}', '{}')
     RETURNING id`,
    [network.nodes.length, network.edges.length],
  );
  const [{id}] = rows;
  for (const table of ['node', 'edge', 'arc']) {
    await client.query(`CREATE TABLE ${table}_${id} PARTITION OF ${table} FOR VALUES IN (${id})`);
  }
  await client.query(
    `INSERT INTO node (network, id, source_id, profiles, geom)
     SELECT $1, number - 1, number + 1000, 1, ST_SetSRID(ST_MakePoint(lon, lat), 4326)
     FROM unnest($2::float8[], $3::float8[]) WITH ORDINALITY AS node (lon, lat, number)`,
    [id, network.nodes.map(([lon]) => lon), network.nodes.map(([, lat]) => lat)],
  );
  await client.query(
    `INSERT INTO edge (network, id, source, target, length_metres, name, ref, class, speed_kmh, source_id, features,
       component, geom)
     SELECT $1, number - 1, source, target, ST_Length(line::geography), name, NULL, 'residential', 30, number::text, 0,
       ARRAY[component, -1, -1], line
     FROM unnest($2::int[], $3::int[], $4::int[], $5::text[], $6::text[])
       WITH ORDINALITY AS edge (source, target, component, name, wkt, number)
     CROSS JOIN LATERAL (SELECT ST_GeomFromText(wkt, 4326) AS line) AS geometry`,
    [
      id,
      network.edges.map(({source}) => source),
      network.edges.map(({target}) => target),
      network.edges.map(({component}) => component),
      network.edges.map(({name}) => name),
      network.edges.map(
        (edge) =>
          `LINESTRING(${verticesOf(network, edge)
            .map((at) => at.join(' '))
            .join(', ')})`,
      ),
    ],
  );
  await client.query(
    `INSERT INTO arc (network, profile, id, tail, head, seconds, metres, edge, forward, departs)
     SELECT $1, 0, number - 1, tail, head, milliseconds / 1000.0, centimetres / 100.0, edge, forward, departs
     FROM unnest($2::int[], $3::int[], $4::int[], $5::int[], $6::int[], $7::bool[], $8::bool[])
       WITH ORDINALITY AS arc (tail, head, milliseconds, centimetres, edge, forward, departs, number)`,
    [
      id,
      network.arcs.map(({tail}) => tail),
      network.arcs.map(({head}) => head),
      network.arcs.map(({milliseconds}) => milliseconds),
      network.arcs.map(({centimetres}) => centimetres),
      network.arcs.map(({edge}) => edge),
      network.arcs.map(({forward}) => forward),
      network.arcs.map(({departs}) => departs),
    ],
  );
  await client.query(`ANALYZE node_${id}, edge_${id}, arc_${id}`);
  const current = await client.query<{version: string}>(
    `WITH moved AS (
       INSERT INTO current_network (network) VALUES ($1) ON CONFLICT (only_row) DO UPDATE SET network = $1
     )
     SELECT version FROM network WHERE id = $1`,
    [id],
  );
  return current.rows[0].version;
}
