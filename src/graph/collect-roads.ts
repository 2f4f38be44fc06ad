import {displaySpeedKmh} from '../profiles/display-speed.js';
import type {Profile, Travel} from '../profiles/profile.js';
import {roadClasses, roadClassOf} from '../profiles/road-class.js';
import {roadFeatures} from '../profiles/road-features.js';
import type {Drops} from './drops.js';
import {Growable, GrowableFloat64, GrowableInt32} from './growable.js';
import type {RoadSource} from './road.js';
import {StringPool} from './string-table.js';

/** The roads that some profile may travel, whole as the source has them, in typed arrays. */
export interface CollectedRoads {
  readonly count: number;
  /** Vertices of road r: `firstVertex[r]` up to `firstVertex[r + 1]`; no two neighbours have the same id. */
  readonly firstVertex: Uint32Array;
  /** lon, lat a vertex, degrees, rounded to 1e-7. */
  readonly coordinates: Float64Array;
  readonly vertexId: Float64Array;
  readonly name: Int32Array;
  readonly ref: Int32Array;
  readonly sourceId: Int32Array;
  readonly roadClass: Uint8Array;
  readonly features: Uint16Array;
  readonly speedKmh: Float32Array;
  /** One for each profile, in the profiles' order. */
  readonly travel: readonly RoadTravel[];
  readonly strings: StringPool;
}

/** How a profile travels the roads: `2 * road` along its vertices, `2 * road + 1` against them. */
export interface RoadTravel {
  /** 0 where it may not. */
  readonly kmh: Float32Array;
  /** Seconds for the whole road where it says so itself; else NaN. */
  readonly waySeconds: Float32Array;
  readonly destinationOnly: Uint8Array;
}

const roadsBetweenTurns = 4096;

/**
 * Reads a source's roads to their end; how far it is, the source tells itself.
 * @throws the signal's reason when it is aborted
 */
export async function collectRoads(
  source: RoadSource,
  profiles: readonly Profile[],
  drops: Drops,
  signal: AbortSignal,
): Promise<CollectedRoads> {
  const collector = new RoadCollector(profiles, drops);
  let read = 0;
  for await (const road of source.roads(signal)) {
    collector.add(road.tags, road.sourceId, road.coordinates, road.nodeIds);
    if (++read % roadsBetweenTurns === 0) signal.throwIfAborted();
  }
  signal.throwIfAborted();
  return collector.finish();
}

class RoadCollector {
  private readonly firstVertex = new Growable((length) => new Uint32Array(length));
  private readonly coordinates = new GrowableFloat64();
  private readonly vertexId = new GrowableFloat64();
  private readonly name = new GrowableInt32();
  private readonly ref = new GrowableInt32();
  private readonly sourceId = new GrowableInt32();
  private readonly roadClass = new Growable((length) => new Uint8Array(length));
  private readonly features = new Growable((length) => new Uint16Array(length));
  private readonly speedKmh = new Growable((length) => new Float32Array(length));
  private readonly strings = new StringPool();
  private readonly travel;

  constructor(
    private readonly profiles: readonly Profile[],
    private readonly drops: Drops,
  ) {
    this.travel = profiles.map(() => ({
      kmh: new Growable((length) => new Float32Array(length)),
      waySeconds: new Growable((length) => new Float32Array(length)),
      destinationOnly: new Growable((length) => new Uint8Array(length)),
    }));
    this.firstVertex.push(0);
  }

  add(
    tags: Readonly<Record<string, string>>,
    sourceId: string | null,
    coordinates: Float64Array,
    nodeIds: Float64Array,
  ): void {
    const access = this.profiles.map((profile) => profile.way(tags));
    if (access.every(({forward, backward}) => !forward && !backward)) {
      this.drops.add('road that no profile may travel', sourceId);
      return;
    }
    if (!isOnEarth(coordinates)) {
      this.drops.add('road with a coordinate that is no longitude or latitude', sourceId);
      return;
    }
    if (!hasTwoPlaces(nodeIds)) {
      this.drops.add('road of a single place', sourceId);
      return;
    }
    for (let vertex = 0; vertex < nodeIds.length; vertex++) {
      if (vertex > 0 && nodeIds[vertex] === nodeIds[vertex - 1]) continue;
      this.vertexId.push(nodeIds[vertex]);
      this.coordinates.push(roundDegrees(coordinates[2 * vertex]));
      this.coordinates.push(roundDegrees(coordinates[2 * vertex + 1]));
    }
    this.firstVertex.push(this.vertexId.length);
    this.name.push(this.strings.add(tags.name));
    this.ref.push(this.strings.add(tags.ref));
    this.sourceId.push(this.strings.add(sourceId));
    this.roadClass.push(Math.max(0, roadClasses.indexOf(roadClassOf(tags))));
    this.features.push(roadFeatures(tags));
    this.speedKmh.push(displaySpeedKmh(tags));
    access.forEach(({forward, backward}, number) => {
      this.pushTravel(number, forward);
      this.pushTravel(number, backward);
    });
  }

  finish(): CollectedRoads {
    return {
      count: this.name.length,
      firstVertex: this.firstVertex.toArray(),
      coordinates: this.coordinates.toArray(),
      vertexId: this.vertexId.toArray(),
      name: this.name.toArray(),
      ref: this.ref.toArray(),
      sourceId: this.sourceId.toArray(),
      roadClass: this.roadClass.toArray(),
      features: this.features.toArray(),
      speedKmh: this.speedKmh.toArray(),
      travel: this.travel.map(({kmh, waySeconds, destinationOnly}) => ({
        kmh: kmh.toArray(),
        waySeconds: waySeconds.toArray(),
        destinationOnly: destinationOnly.toArray(),
      })),
      strings: this.strings,
    };
  }

  private pushTravel(profile: number, travel: Travel | null): void {
    const {kmh, waySeconds, destinationOnly} = this.travel[profile];
    kmh.push(travel?.kmh ?? 0);
    waySeconds.push(travel?.waySeconds ?? NaN);
    destinationOnly.push(travel?.destinationOnly ? 1 : 0);
  }
}

function roundDegrees(degrees: number): number {
  return Math.round(degrees * 1e7) / 1e7;
}

function isOnEarth(coordinates: Float64Array): boolean {
  for (let at = 0; at < coordinates.length; at += 2) {
    // written so that NaN fails too
    if (!(Math.abs(coordinates[at]) <= 180 && Math.abs(coordinates[at + 1]) <= 90)) return false;
  }
  return true;
}

function hasTwoPlaces(nodeIds: Float64Array): boolean {
  return nodeIds.some((id) => id !== nodeIds[0]);
}
