import {fromGeojsonVt} from '@maplibre/vt-pbf';
import type {RoadNetwork} from '../../graph/network.js';
import type {ProfileName} from '../../profiles/profile.js';
import {roadClasses} from '../../profiles/road-class.js';
import {roadFeature} from '../../profiles/road-feature.js';
import type {Tile} from '../../routing/engine.js';
import {bufferedTileBox, TILE_EXTENT, type TileAddress} from '../../routing/tile-grid.js';
import {FIRST_EDGE_ZOOM, firstZoomOfClass} from '../../routing/tile-rule.js';
import {tileLine, type TilePoint} from './tile-line.js';

/** Edges drawn between two pauses: about a millisecond's work. */
const EDGES_BETWEEN_PAUSES = 256;

/**
 * Draws a tile of the network.
 * @param pause called now and then, to let others have the thread; what it throws ends the work
 */
export async function drawTile(network: RoadNetwork, tile: TileAddress, pause: () => Promise<void>): Promise<Tile> {
  const {index, edges} = network;
  const isShown = (edge: number) => firstZoomOfClass[edges.roadClass[edge]] <= tile.zoom;
  // the order of the ids is the order in which a map draws them
  const ids = index.edges.search(...bufferedTileBox(tile), isShown).sort((a, b) => a - b);
  const drawing = tile.zoom < FIRST_EDGE_ZOOM ? new Overview(network) : new EveryEdge(network);
  for (let place = 0; place < ids.length; place++) {
    if (place % EDGES_BETWEEN_PAUSES === EDGES_BETWEEN_PAUSES - 1) await pause();
    const edge = ids[place];
    const lines = tileLine(tile, edges.coordinates, edges.firstVertex[edge], edges.firstVertex[edge + 1]);
    if (lines.length > 0) drawing.add(edge, lines);
  }
  const {features} = drawing;
  if (features.length === 0) return new Uint8Array();
  await pause();
  return fromGeojsonVt({edges: {features}}, {version: 2, extent: TILE_EXTENT});
}

/** A feature of lines (type 2), as vt-pbf takes it. */
interface Feature {
  readonly type: 2;
  readonly id?: number;
  /** null: left out. */
  readonly tags: Readonly<Record<string, string | number | true | null>>;
  readonly geometry: TilePoint[][];
}

/** A feature for each edge. */
class EveryEdge {
  readonly features: Feature[] = [];

  constructor(private readonly network: RoadNetwork) {}

  add(edge: number, geometry: TilePoint[][]): void {
    this.features.push({type: 2, id: edge, tags: this.propertiesOf(edge), geometry});
  }

  private propertiesOf(edge: number): Feature['tags'] {
    const {edges, graphs} = this.network;
    const opensTo = (name: ProfileName) =>
      graphs.some(({profile, component}) => profile === name && component[edge] >= 0) || null;
    const is = (bit: number) => (edges.features[edge] & bit) !== 0 || null;
    return {
      class: roadClasses[edges.roadClass[edge]],
      name: edges.strings.get(edges.name[edge]),
      ref: edges.strings.get(edges.ref[edge]),
      // a whole number, as the tiles of a database have it
      speed: Math.round(edges.speedKmh[edge]) || null,
      car: opensTo('CAR'),
      bicycle: opensTo('BICYCLE'),
      foot: opensTo('FOOT'),
      toll: is(roadFeature.TOLL),
      tunnel: is(roadFeature.TUNNEL),
      bridge: is(roadFeature.BRIDGE),
      unpaved: is(roadFeature.UNPAVED),
      roundabout: is(roadFeature.ROUNDABOUT),
    };
  }
}

/** A feature for each class and ref. */
class Overview {
  readonly features: Feature[] = [];
  private readonly linesBy = new Map<string, TilePoint[][]>();

  constructor(private readonly network: RoadNetwork) {}

  add(edge: number, lines: TilePoint[][]): void {
    const {roadClass, ref, strings} = this.network.edges;
    const key = `${roadClass[edge]} ${ref[edge]}`;
    const known = this.linesBy.get(key);
    if (known) return void known.push(...lines);
    this.linesBy.set(key, lines);
    const tags = {class: roadClasses[roadClass[edge]], ref: strings.get(ref[edge])};
    this.features.push({type: 2, tags, geometry: lines});
  }
}
