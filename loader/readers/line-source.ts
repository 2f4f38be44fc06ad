import {basename} from 'node:path';
import {type Drops} from '../../src/graph/drops.js';
import {type OnProgress, type Road, type RoadSource} from '../../src/graph/road.js';
import {type Tags} from '../../src/profiles/profile.js';
import {type Properties} from './feature-columns.js';
import {featureTags} from './feature-tags.js';
import {Lines} from './lines.js';
import {type Mapping} from './mapping.js';
import {nodeLines} from './noding.js';
import {UnreadableSource} from './unreadable-source.js';

/** A row of a file: its columns, and its lines; none where its geometry is missing or no line. */
export interface LineFeature {
  readonly id: string | null;
  readonly properties: Properties;
  /** Each with lon, lat in degrees, WGS 84. */
  readonly lines: readonly (readonly (readonly [number, number])[])[];
  /** Why there are no lines, for the report. */
  readonly problem: string | null;
}

export interface LineFile {
  readonly path: string;
  readonly format: 'geojson' | 'shapefile';
  features(signal: AbortSignal): AsyncIterable<LineFeature>;
}

/** Metres: the width of a lane is more, the slips of digitising are less. */
const DEFAULT_TOLERANCE_METRES = 1;

/**
 * Roads of a file that holds lines and columns but does not say where the lines meet: reads them all, joins them as
 * docs/loading-formats.md tells, and gives them out in the file's order.
 */
export class LineSource implements RoadSource {
  readonly format: 'geojson' | 'shapefile';
  readonly hasNodeIds = false;
  readonly nodeTags: ReadonlyMap<number, Tags> = new Map();
  readonly restrictions = [];
  readonly attribution: string;

  constructor(
    private readonly file: LineFile,
    private readonly mapping: Mapping | null,
    private readonly drops: Drops,
    private readonly onProgress: OnProgress,
  ) {
    this.format = file.format;
    this.attribution = mapping?.attribution ?? `Source: ${basename(file.path)}`;
  }

  async *roads(signal: AbortSignal): AsyncGenerator<Road> {
    const lines = await this.readLines(signal);
    const options = {
      toleranceMetres: this.mapping?.tolerance ?? DEFAULT_TOLERANCE_METRES,
      crossings: this.mapping?.crossings ?? 'leave',
    } as const;
    let done = 0;
    this.onProgress('joining lines', done, lines.count, 'lines');
    for (const road of nodeLines(lines, options)) {
      if (road) yield road;
      else this.drops.add('line shorter than the tolerance', lines.sourceId(done));
      if (++done % 1000 === 0 || done === lines.count) {
        signal.throwIfAborted();
        this.onProgress('joining lines', done, lines.count, 'lines');
      }
    }
  }

  private async readLines(signal: AbortSignal): Promise<Lines> {
    const lines = new Lines();
    let outOfRange = 0;
    let features = 0;
    this.onProgress('reading lines', features, 0, 'features');
    for await (const feature of this.file.features(signal)) {
      if (++features % 1000 === 0) {
        signal.throwIfAborted();
        this.onProgress('reading lines', features, 0, 'features');
      }
      const {sourceId, tags} = featureTags(feature.properties, feature.id, this.mapping, this.drops);
      if (!tags) continue;
      if (feature.problem) this.drops.add(feature.problem, sourceId);
      for (const line of feature.lines) {
        if (line.length < 2) this.drops.add('line of fewer than two vertices', sourceId);
        else if (line.every(isInRange)) lines.add(sourceId, tags, line);
        else {
          outOfRange++;
          this.drops.add('line with coordinates outside of longitude -180..180, latitude -90..90', sourceId);
        }
      }
    }
    this.onProgress('reading lines', features, features, 'features');
    if (lines.count > 0) return lines;
    if (outOfRange > 0) {
      throw new UnreadableSource(
        this.file.path,
        'has no road with coordinates in longitude and latitude; is it in a projection that it does not name?',
      );
    }
    throw new UnreadableSource(this.file.path, `has no roads at all (${features} features, none of them a line)`);
  }
}

function isInRange([lon, lat]: readonly [number, number]): boolean {
  return lon >= -180 && lon <= 180 && lat >= -90 && lat <= 90;
}
