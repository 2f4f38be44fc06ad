import {createOSMStream} from 'osm-pbf-parser-node';

export type Tags = Record<string, string>;

export interface OsmNode {
  id: number;
  lon: number;
  lat: number;
  tags?: Tags;
}

export interface OsmWay {
  id: number;
  refs: number[];
  tags: Tags;
}

export interface OsmRelation {
  id: number;
  members: {type: 'node' | 'way' | 'relation'; ref: number; role: string}[];
  tags: Tags;
}

/** A small OSM file in memory. */
export interface OsmMap {
  bbox: {left: number; right: number; top: number; bottom: number};
  nodes: Map<number, OsmNode>;
  ways: Map<number, OsmWay>;
  relations: OsmRelation[];
  /** Ids in the file's order, by kind. */
  order: {type: string; id: number}[];
}

type Item =
  | ({type: 'node'} & OsmNode)
  | ({type: 'way'} & Omit<OsmWay, 'tags'> & {tags?: Tags})
  | ({type: 'relation'} & Omit<OsmRelation, 'tags'> & {tags?: Tags})
  | {type?: undefined; bbox: OsmMap['bbox']};

export async function readMap(file: string): Promise<OsmMap> {
  const bbox = {left: NaN, right: NaN, top: NaN, bottom: NaN};
  const map: OsmMap = {bbox, nodes: new Map(), ways: new Map(), relations: [], order: []};
  for await (const item of createOSMStream(file, {}) as AsyncIterable<Item>) {
    if (item.type === undefined) {
      // The file has nanodegrees
      const {left, right, top, bottom} = item.bbox;
      map.bbox = {left: left * 1e-9, right: right * 1e-9, top: top * 1e-9, bottom: bottom * 1e-9};
      continue;
    }
    map.order.push({type: item.type, id: item.id});
    if (item.type === 'node') map.nodes.set(item.id, item);
    else if (item.type === 'way') map.ways.set(item.id, {...item, tags: item.tags ?? {}});
    else map.relations.push({...item, tags: item.tags ?? {}});
  }
  return map;
}

/** Ways that somebody may travel. */
export function routedWays({ways}: OsmMap): OsmWay[] {
  return [...ways.values()].filter(({tags}) => tags.highway !== undefined || tags.route === 'ferry');
}

/** Routed ways cut where they meet: the nodes of each edge. */
export function edgesOf(map: OsmMap): {way: OsmWay; refs: number[]}[] {
  const uses = new Map<number, number>();
  const ways = routedWays(map);
  for (const {refs} of ways) for (const ref of refs) uses.set(ref, (uses.get(ref) ?? 0) + 1);
  return ways.flatMap((way) => {
    const edges: {way: OsmWay; refs: number[]}[] = [];
    let start = 0;
    for (let i = 1; i < way.refs.length; i++) {
      if (i < way.refs.length - 1 && uses.get(way.refs[i]) === 1) continue;
      edges.push({way, refs: way.refs.slice(start, i + 1)});
      start = i;
    }
    return edges;
  });
}
