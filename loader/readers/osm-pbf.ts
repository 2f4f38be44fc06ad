import {open, type FileHandle} from 'node:fs/promises';
import {type Drops} from '../../src/graph/drops.js';
import {GrowableFloat64} from '../../src/graph/growable.js';
import {type OnProgress, type Road, type RoadSource, type TurnRestriction} from '../../src/graph/road.js';
import {type Tags} from '../../src/profiles/profile.js';
import {NodePlaces} from './node-places.js';
import {damaged, listBlobs, readBlob, type BlobPlace} from './pbf-blobs.js';
import {holds, kindsOf, parseBlock, parseHeader, type OsmNode, type OsmWay} from './pbf-block.js';
import {TurnRestrictions} from './turn-restrictions.js';
import {UnreadableSource} from './unreadable-source.js';

/**
 * Opens an OpenStreetMap extract (.osm.pbf). The file is gone through three times, each time only where it must be:
 * ways for the ids of the nodes that they need, nodes for their places, ways again for the roads themselves. So memory
 * holds 16 bytes a needed node and 8 a road, however large the file, and its order does not matter.
 * @throws UnreadableSource not an OSM PBF, truncated, or of a kind that is not supported
 */
export async function openOsmPbf(path: string, drops: Drops, onProgress: OnProgress): Promise<RoadSource> {
  const file = await open(path);
  try {
    const [headerBlob, ...blobs] = await listBlobs(file, path);
    const {requiredFeatures, source} = parseHeader(await readBlob(file, path, headerBlob));
    const unknown = requiredFeatures.filter((feature) => !supportedFeatures.has(feature));
    if (unknown.length > 0) throw new UnreadableSource(path, `needs ${unknown.join(', ')}, which is not supported`);
    return new OsmPbfSource(path, blobs, attributionOf(source), drops, onProgress);
  } finally {
    await file.close();
  }
}

const supportedFeatures = new Set(['OsmSchema-V0.6', 'DenseNodes']);

/**
 * The header's source is meant to say whose data it is, but most writers put versions and addresses into it: it counts
 * where it names a licence.
 */
function attributionOf(source: string | null): string {
  return source !== null && /©|\bCC0\b|\bCC BY\b|\bODbL\b|licen[cs]e/i.test(source)
    ? source
    : '© OpenStreetMap contributors, ODbL 1.0';
}

class OsmPbfSource implements RoadSource {
  readonly format = 'osm-pbf';
  readonly hasNodeIds = true;
  readonly nodeTags = new Map<number, Tags>();
  restrictions: readonly TurnRestriction[] = [];
  private readonly turns: TurnRestrictions;
  /** What each blob holds, once it was seen: bits of `holds`. */
  private readonly kinds: Uint8Array;

  constructor(
    private readonly path: string,
    private readonly blobs: readonly BlobPlace[],
    readonly attribution: string,
    private readonly drops: Drops,
    private readonly onProgress: OnProgress,
  ) {
    this.turns = new TurnRestrictions(drops);
    this.kinds = new Uint8Array(blobs.length).fill(holds.NODES | holds.WAYS | holds.RELATIONS);
  }

  async *roads(signal: AbortSignal): AsyncGenerator<Road> {
    const file = await open(this.path);
    try {
      const places = await this.readNodes(file, await this.readNeeds(file, signal), signal);
      const roadIds = new GrowableFloat64();
      for await (const road of this.readRoads(file, places, signal)) {
        roadIds.push(Number(road.sourceId));
        yield road;
      }
      if (roadIds.length === 0) throw new UnreadableSource(this.path, 'has no roads at all');
      const sortedIds = roadIds.toArray().sort();
      this.restrictions = this.turns.finish(
        (id) => contains(sortedIds, id),
        (id) => places.findPlaced(id) >= 0,
      );
    } finally {
      await file.close();
    }
  }

  /** First time through: the ids of the nodes that roads need, repeated as they are; and the turn restrictions. */
  private async readNeeds(file: FileHandle, signal: AbortSignal): Promise<Float64Array> {
    const nodeIds = new GrowableFloat64();
    for await (const {block, index} of this.blocks(file, holds.NODES | holds.WAYS | holds.RELATIONS, 'ways', signal)) {
      const kinds = (this.kinds[index] = this.parsed(index, () => kindsOf(block)));
      if ((kinds & (holds.WAYS | holds.RELATIONS)) === 0) continue;
      for (const item of this.parsed(index, () => parseBlock(block))) {
        if (item.type === 'relation') this.turns.add(item);
        if (item.type !== 'way' || !isRoad(item.tags) || item.tags?.area === 'yes') continue;
        for (const ref of item.refs) nodeIds.push(ref);
      }
    }
    return nodeIds.toArray();
  }

  /** Second: where those nodes are, and which of them may bar the way. */
  private async readNodes(file: FileHandle, nodeIds: Float64Array, signal: AbortSignal): Promise<NodePlaces> {
    const places = new NodePlaces(nodeIds);
    for await (const {block, index} of this.blocks(file, holds.NODES, 'nodes', signal)) {
      for (const item of this.parsed(index, () => parseBlock(block))) {
        if (item.type !== 'node' || !places.place(item.id, item.lon, item.lat)) continue;
        if (mayBar(item)) this.nodeTags.set(item.id, item.tags);
      }
    }
    return places;
  }

  /** Third: the roads, with their places. */
  private async *readRoads(file: FileHandle, places: NodePlaces, signal: AbortSignal): AsyncGenerator<Road> {
    for await (const {block, index} of this.blocks(file, holds.WAYS, 'roads', signal)) {
      for (const item of this.parsed(index, () => parseBlock(block))) {
        if (item.type !== 'way' || !isRoad(item.tags)) continue;
        if (item.tags?.area === 'yes') this.drops.add('area', String(item.id));
        else yield* this.runs(item, places);
      }
    }
  }

  /** A way as one road, or as several where nodes are missing (an extract that was clipped). */
  private *runs(way: OsmWay, places: NodePlaces): Generator<Road> {
    const sourceId = String(way.id);
    this.turns.seeWay(way.id, way.refs);
    let run: number[] = [];
    let roads = 0;
    let missing = 0;
    for (let i = 0; i <= way.refs.length; i++) {
      const at = i < way.refs.length ? places.findPlaced(way.refs[i]) : -1;
      if (at >= 0 && way.refs[i] === way.refs[i - 1]) continue;
      if (at >= 0) {
        run.push(way.refs[i]);
        continue;
      }
      if (i < way.refs.length) missing++;
      if (run.length >= 2) {
        roads++;
        yield {sourceId, tags: way.tags ?? {}, ...placed(run, places)};
      }
      run = [];
    }
    if (roads === 0 && missing === 0) this.drops.add('way of fewer than two nodes', sourceId);
    else if (roads === 0) this.drops.add('way whose nodes the file lacks', sourceId);
    else if (missing > 0) this.drops.add('part of a way whose nodes the file lacks', sourceId);
  }

  /** Blocks of the wanted kinds, decompressed; the next one is on its way while one is worked on. */
  private async *blocks(file: FileHandle, wanted: number, what: string, signal: AbortSignal) {
    const indices = [...this.blobs.keys()].filter((index) => (this.kinds[index] & wanted) !== 0);
    const totalBytes = indices.reduce((sum, index) => sum + this.blobs[index].sizeBytes, 0);
    let doneBytes = 0;
    this.onProgress(`reading ${what}`, doneBytes, totalBytes, 'bytes');
    const start = (place: number) => {
      const reading = place < indices.length ? readBlob(file, this.path, this.blobs[indices[place]]) : null;
      // Whoever awaits it hears of the error; one that nobody comes to await must not end the process.
      reading?.catch(() => undefined);
      return reading;
    };
    let next = start(0);
    try {
      for (let place = 0; place < indices.length && next; place++) {
        signal.throwIfAborted();
        const block: Buffer = await next;
        next = start(place + 1);
        yield {block, index: indices[place]};
        doneBytes += this.blobs[indices[place]].sizeBytes;
        this.onProgress(`reading ${what}`, doneBytes, totalBytes, 'bytes');
      }
    } finally {
      await next?.catch(() => undefined);
    }
  }

  /** @throws UnreadableSource that names the block, where `parse` throws */
  private parsed<T>(index: number, parse: () => T): T {
    try {
      return parse();
    } catch (error) {
      throw damaged(this.path, this.blobs[index], error);
    }
  }
}

/** A cheap first look; what may truly be travelled is for the profiles to say. */
function isRoad(tags: Tags | undefined): boolean {
  return tags !== undefined && (tags.highway !== undefined || tags.route === 'ferry' || tags.route === 'shuttle_train');
}

/** A crossing's access tags speak of those who cross the road, not of those on it. */
function mayBar(node: OsmNode): node is OsmNode & {tags: Tags} {
  const {tags} = node;
  if (!tags) return false;
  if (tags.barrier !== undefined) return true;
  return tags.highway !== 'crossing' && Object.keys(tags).some((key) => key !== 'highway' && key !== 'kerb');
}

function placed(run: readonly number[], places: NodePlaces): Pick<Road, 'coordinates' | 'nodeIds'> {
  const coordinates = new Float64Array(2 * run.length);
  for (const [i, id] of run.entries()) {
    const at = places.findPlaced(id);
    coordinates[2 * i] = places.lonAt(at);
    coordinates[2 * i + 1] = places.latAt(at);
  }
  return {coordinates, nodeIds: Float64Array.from(run)};
}

function contains(sorted: Float64Array, id: number): boolean {
  let low = 0;
  let high = sorted.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] === id) return true;
    if (sorted[middle] < id) low = middle + 1;
    else high = middle - 1;
  }
  return false;
}
