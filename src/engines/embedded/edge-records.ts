import type {Edges, RoadNetwork} from '../../graph/network.js';
import {roadClasses} from '../../profiles/road-class.js';
import type {EdgeRecord} from '../../routing/engine.js';

/** Room for 30 MB of records and the texts of their lines: the roads that a city's routes take, over and over. */
const KEPT_RECORDS = 100_000;

/** The edges of a network as the port shows them. Those that were asked for stay ready until there are too many. */
export class EdgeRecords {
  private ready: (EdgeRecord | undefined)[] = [];
  private readyCount = 0;

  constructor(
    private readonly network: RoadNetwork,
    private readonly keptRecords = KEPT_RECORDS,
  ) {}

  /** @throws RangeError the network has no such edge */
  get(id: number): EdgeRecord {
    return this.ready[id] ?? this.make(id);
  }

  /** @throws as `get` */
  all(ids: ArrayLike<number>): EdgeRecord[] {
    const found = new Array<EdgeRecord>(ids.length);
    for (let place = 0; place < ids.length; place++) found[place] = this.get(ids[place]);
    return found;
  }

  private make(id: number): EdgeRecord {
    const {edges} = this.network;
    if (!Number.isInteger(id) || id < 0 || id >= edges.count) throw new RangeError(`The network has no edge ${id}.`);
    if (this.readyCount === 0 || this.readyCount >= this.keptRecords) {
      this.ready = new Array<EdgeRecord | undefined>(edges.count);
      this.readyCount = 0;
    }
    this.readyCount++;
    return (this.ready[id] = new NetworkEdge(edges, id));
  }
}

/** Its coordinates are a view of the network's own; its strings are decoded when they are asked for. */
class NetworkEdge implements EdgeRecord {
  readonly coordinates: Float64Array;
  written: (string | undefined)[] | undefined = undefined;

  constructor(
    private readonly edges: Edges,
    readonly id: number,
  ) {
    const {firstVertex} = edges;
    this.coordinates = edges.coordinates.subarray(2 * firstVertex[id], 2 * firstVertex[id + 1]);
  }

  get source(): number {
    return this.edges.source[this.id];
  }

  get target(): number {
    return this.edges.target[this.id];
  }

  get lengthMetres(): number {
    return this.edges.lengthMetres[this.id];
  }

  get name(): string | null {
    return this.edges.strings.get(this.edges.name[this.id]);
  }

  get ref(): string | null {
    return this.edges.strings.get(this.edges.ref[this.id]);
  }

  get roadClass(): string {
    return roadClasses[this.edges.roadClass[this.id]];
  }

  get features(): number {
    return this.edges.features[this.id];
  }

  get speedKmh(): number {
    return this.edges.speedKmh[this.id];
  }

  get sourceId(): string | null {
    return this.edges.strings.get(this.edges.sourceId[this.id]);
  }
}
