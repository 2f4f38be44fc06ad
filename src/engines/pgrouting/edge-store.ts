import type {EdgeRecord} from '../../routing/engine.js';

/** Besides its strings and coordinates: the object, its arrays, its place in the map, bytes. */
const recordBytes = 500;
/** Of a coordinate in the texts of an edge's line, one for each way, bytes. */
const writtenBytes = 8;

/**
 * The edges that this process has learned of each network version, within a budget of bytes. A version is immutable,
 * so nothing here grows stale; a version that is no longer current is let go once its requests must have ended.
 * Eviction is a clock (second chance; Corbató 1968), oldest version first: a read sets a mark and moves nothing.
 */
export class EdgeStore {
  private readonly versions = new Map<string, Version>();
  private held = 0;
  private found = 0;
  private missed = 0;

  /**
   * @param byteBudget     how many bytes to hold at most
   * @param keepOutdatedMs how long a version stays after a newer one was seen
   * @param now            a clock, milliseconds
   */
  constructor(
    private readonly byteBudget: number,
    private readonly keepOutdatedMs = 60_000,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Estimated. */
  get bytes(): number {
    return this.held;
  }

  /** How often `find` found. */
  get hits(): number {
    return this.found;
  }

  /** How often it did not. */
  get misses(): number {
    return this.missed;
  }

  find(version: string, id: number): EdgeRecord | undefined {
    const entry = this.versions.get(version)?.entries.get(id);
    if (!entry) {
      this.missed++;
      return undefined;
    }
    this.found++;
    entry.read = true;
    return entry.edge;
  }

  keep(version: string, edges: Iterable<EdgeRecord>): void {
    const {entries} = this.version(version);
    for (const edge of edges) {
      if (entries.has(edge.id)) continue;
      entries.set(edge.id, {edge, read: false});
      this.held += bytesOf(edge);
    }
    this.evict();
  }

  /** Notes which version is current; the others are let go after a while, unless one of them becomes current again. */
  see(current: string): void {
    this.version(current);
    const now = this.now();
    for (const [name, version] of this.versions) {
      if (name === current) version.outdatedSince = null;
      else if ((version.outdatedSince ??= now) + this.keepOutdatedMs <= now) this.drop(name, version);
    }
  }

  private version(name: string): Version {
    let version = this.versions.get(name);
    if (!version) this.versions.set(name, (version = {entries: new Map(), outdatedSince: null}));
    return version;
  }

  private evict(): void {
    for (const {entries} of this.versions.values()) {
      // each turn of the hand takes a mark or an entry, so it comes to an end
      while (this.held > this.byteBudget && entries.size > 0) {
        for (const [id, entry] of entries) {
          if (this.held <= this.byteBudget) return;
          entries.delete(id);
          if (entry.read) entries.set(id, {edge: entry.edge, read: false});
          else this.held -= bytesOf(entry.edge);
        }
      }
    }
  }

  private drop(name: string, version: Version): void {
    for (const {edge} of version.entries.values()) this.held -= bytesOf(edge);
    this.versions.delete(name);
  }
}

interface Version {
  readonly entries: Map<number, {readonly edge: EdgeRecord; read: boolean}>;
  outdatedSince: number | null;
}

function bytesOf(edge: EdgeRecord): number {
  const text = [edge.name, edge.ref, edge.roadClass, edge.sourceId];
  const {byteLength, length} = edge.coordinates;
  return (
    recordBytes + byteLength + writtenBytes * length + 2 * text.reduce((sum, part) => sum + (part?.length ?? 0), 0)
  );
}
