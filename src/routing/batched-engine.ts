import DataLoader from 'dataloader';
import type {
  Answers,
  Costs,
  CostsAsk,
  EdgeRecord,
  EdgesWithinAsk,
  NearestNodesAnswer,
  NearestNodesAsk,
  NetworkInfo,
  Path,
  PathAsk,
  Reach,
  ReachAsk,
  RoutingEngine,
  SnapAnswer,
  SnapAsk,
  Tile,
  TileAsk,
} from './engine.js';
import {RoutingError} from './errors.js';

/**
 * The engine as one request sees it: what its aliases and nested fields ask at the same moment goes out as one batch a
 * verb, equal asks as one. Most requests use few of the verbs, so what gathers asks is made at the first of its verb.
 */
export class RequestEngine implements RoutingEngine {
  readonly name: RoutingEngine['name'];
  private info?: Promise<NetworkInfo>;
  private snaps?: Batches<SnapAsk, SnapAnswer>;
  private nodes?: Batches<NearestNodesAsk, NearestNodesAnswer>;
  private routes?: Batches<PathAsk, Path>;
  private matrices?: Batches<CostsAsk, Costs>;
  private reaches?: Batches<ReachAsk, Reach>;
  private boxes?: Batches<EdgesWithinAsk, Int32Array>;
  private drawn?: Batches<TileAsk, Tile>;
  private readonly records = new Map<string, ListLoader<Ids, EdgeRecord>>();

  /**
   * @param signal     the request's own, for everything it asks; those of the single calls are not heard
   * @param answeredIn where given, every network version that an answer came from is added to it
   */
  constructor(
    private readonly engine: RoutingEngine,
    private readonly signal: AbortSignal,
    private readonly answeredIn?: Set<string>,
  ) {
    this.name = engine.name;
  }

  network(): Promise<NetworkInfo> {
    return (this.info ??= this.askNetwork());
  }

  snap(asks: readonly SnapAsk[]): Promise<Answers<SnapAnswer>> {
    return (this.snaps ??= batches(
      async (all) => this.noted(await this.engine.snap(all, this.signal)),
      ({points}) => points[0]?.position[0] ?? 0,
    )).load(asks);
  }

  nearestNodes(asks: readonly NearestNodesAsk[]): Promise<Answers<NearestNodesAnswer>> {
    return (this.nodes ??= batches(async (all) => this.noted(await this.engine.nearestNodes(all, this.signal)))).load(
      asks,
    );
  }

  paths(asks: readonly PathAsk[]): Promise<Answers<Path>> {
    return (this.routes ??= batches(
      (all) => this.engine.paths(all, this.signal),
      ({from, to}) => from.edge + from.fraction + to.fraction,
    )).load(asks);
  }

  costs(asks: readonly CostsAsk[]): Promise<Answers<Costs>> {
    return (this.matrices ??= batches((all) => this.engine.costs(all, this.signal))).load(asks);
  }

  reach(asks: readonly ReachAsk[]): Promise<Answers<Reach>> {
    return (this.reaches ??= batches((all) => this.engine.reach(all, this.signal))).load(asks);
  }

  edgesWithin(asks: readonly EdgesWithinAsk[]): Promise<Answers<Int32Array>> {
    return (this.boxes ??= batches((all) => this.engine.edgesWithin(all, this.signal))).load(asks);
  }

  /** One list of ids a version. Engines know themselves which they are asked twice. */
  edges(version: string, ids: Ids): Promise<EdgeRecord[]> {
    let loader = this.records.get(version);
    if (!loader) {
      loader = listLoader<number, Ids, EdgeRecord>((joined) => this.engine.edges(version, joined, this.signal));
      this.records.set(version, loader);
    }
    return loader.load(ids);
  }

  tiles(asks: readonly TileAsk[]): Promise<Answers<Tile>> {
    return (this.drawn ??= batches((all) => this.engine.tiles(all, this.signal))).load(asks);
  }

  close(): Promise<void> {
    return this.engine.close();
  }

  private async askNetwork(): Promise<NetworkInfo> {
    const info = await this.engine.network(this.signal);
    this.answeredIn?.add(info.version);
    return info;
  }

  /** Of the verbs that name a version; the others are asked in one that these named. */
  private noted<Answer extends {readonly version: string}>(answers: Answers<Answer>): Answers<Answer> {
    for (const answer of answers) if (!(answer instanceof RoutingError)) this.answeredIn?.add(answer.version);
    return answers;
  }
}

type Batches<Ask, Answer> = ListLoader<readonly Ask[], Answer | RoutingError>;

/** @param digest a number that equal asks have in common, and others seldom */
function batches<Ask extends object, Answer>(
  send: (asks: readonly Ask[]) => Promise<Answers<Answer>>,
  digest: (ask: Ask) => number = digestOf,
): Batches<Ask, Answer> {
  return listLoader<Ask, readonly Ask[], Answer | RoutingError>((asks) => sendEqualOnce(asks, send, digest));
}

type Ids = readonly number[] | Int32Array;
type ListLoader<Asks, Answer> = DataLoader<Asks, Answer[]>;

/**
 * Sends the lists that are asked at the same moment as one, and gives each its own answers. It keeps none of them: what
 * is equal in one request is asked at the same moment.
 */
function listLoader<Ask, Asks extends ArrayLike<Ask>, Answer>(
  send: (asks: Asks | readonly Ask[]) => Promise<Answer[]>,
): ListLoader<Asks, Answer> {
  const sendAll = async (lists: readonly Asks[]) => {
    if (lists.length === 1) return [await send(lists[0])];
    const asks: Ask[] = [];
    for (const list of lists) for (let i = 0; i < list.length; i++) asks.push(list[i]);
    const answers = await send(asks);
    let first = 0;
    return lists.map(({length}) => answers.slice(first, (first += length)));
  };
  return new DataLoader(sendAll, {cache: false});
}

async function sendEqualOnce<Ask extends object, Answer>(
  asks: readonly Ask[],
  send: (asks: readonly Ask[]) => Promise<Answer[]>,
  digest: (ask: Ask) => number,
): Promise<Answer[]> {
  if (asks.length === 1) return send(asks);
  const distinct: Ask[] = [];
  const placesOf = new Map<number, number[]>();
  const places = asks.map((ask) => {
    const number = digest(ask);
    const alike = placesOf.get(number);
    const known = alike?.find((place) => areEqual(distinct[place], ask));
    if (known !== undefined) return known;
    const place = distinct.push(ask) - 1;
    if (alike) alike.push(place);
    else placesOf.set(number, [place]);
    return place;
  });
  if (distinct.length === asks.length) return send(asks);
  const answers = await send(distinct);
  return places.map((place) => answers[place]);
}

/** Asks are plain data, so their JSON tells equal ones. */
function areEqual(one: object, other: object): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Of all numbers in an ask. */
function digestOf(value: unknown): number {
  if (typeof value === 'number') return value;
  if (typeof value !== 'object' || value === null) return 0;
  let digest = 0;
  for (const name in value) digest = 31 * digest + digestOf((value as Record<string, unknown>)[name]);
  return digest;
}
