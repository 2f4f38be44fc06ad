import type {FastifyRequest} from 'fastify';
import type {NetworkInfo} from '../routing/engine.js';
import {TILE_ZOOMS} from '../routing/tile-rule.js';

/** What the properties of the layer `edges` mean, as TileJSON lists them; docs/tiles.md says more. */
const fields = {
  class: 'road class, such as residential',
  ref: 'number of the road',
  name: 'name of the road',
  speed: 'posted limit or the default of the class for cars, km/h',
  car: 'true where cars may travel, in one direction at least',
  bicycle: 'true where bicycles may travel, in one direction at least',
  foot: 'true where one may walk, in one direction at least',
  toll: 'true where cars pay',
  tunnel: 'true in a tunnel',
  bridge: 'true on a bridge',
  unpaved: 'true where the surface is unpaved',
  roundabout: 'true in a roundabout',
};

/**
 * Describes the tiles of a network (TileJSON 3.0.0).
 * @param request the tiles have the address of the server that it asked; a relative one where it names no server
 */
export function tileJson({source, attribution, bbox}: NetworkInfo, {protocol, host}: FastifyRequest) {
  const {first, last} = TILE_ZOOMS;
  const [west, south, east, north] = bbox;
  return {
    tilejson: '3.0.0',
    name: source,
    attribution,
    scheme: 'xyz',
    tiles: [`${host ? `${protocol}://${host}` : ''}/tiles/{z}/{x}/{y}.mvt`],
    minzoom: first,
    maxzoom: last,
    bounds: bbox,
    center: [(west + east) / 2, (south + north) / 2, 12],
    vector_layers: [{id: 'edges', description: 'roads between two junctions', minzoom: first, maxzoom: last, fields}],
  };
}
