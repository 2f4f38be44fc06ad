import {createHash} from 'node:crypto';
import type {FastifyInstance, FastifyReply, FastifyRequest} from 'fastify';
import type {NetworkInfo, RoutingEngine, Tile} from '../routing/engine.js';
import {NetworkUnavailable, RoutingError} from '../routing/errors.js';
import {bufferedTileBox, type TileAddress} from '../routing/tile-grid.js';
import type {Admission} from './admission.js';
import {clientSignal} from './client-signal.js';
import type {KnownNetwork} from './known-network.js';
import {matchesTag} from './not-modified.js';
import {tracedFor} from './observation.js';
import {reportOf} from './request-report.js';
import {readTileAddress, type TilePath} from './tile-address.js';
import {answerTileError} from './tile-errors.js';
import {tileJson} from './tile-json.js';

/** What `/tiles` answers from. */
export interface TileSource {
  readonly admit: Admission;
  readonly knownNetwork: KnownNetwork;
  /** The gateway's part in ETags, as `describeGateway` has it. */
  readonly gateway: string;
  /** Of tiles, as `cacheControl` has it. */
  readonly cacheControl: string;
  engine(): RoutingEngine;
}

/**
 * `/tiles/{z}/{x}/{y}.mvt`: the network as vector tiles; 204 where a tile has no road. `/tiles.json`: what a map client
 * has to know of them.
 */
export function serveTiles(server: FastifyInstance, source: TileSource): void {
  const onRequest = (request: FastifyRequest, reply: FastifyReply, done: () => void) => {
    // what is not a tile is not kept
    void reply.header('cache-control', 'no-store');
    if (source.admit(request, reply)) done();
  };
  server.get<{Params: TilePath}>('/tiles/:zoom/:x/:file', {
    onRequest,
    handler: (request, reply) => answerTile(readTileAddress(request.params), request, reply, source),
    errorHandler: answerTileError,
    onResponse: logTile,
  });
  server.get('/tiles.json', {
    onRequest,
    handler: async (request) => tileJson(await source.knownNetwork(), request),
    errorHandler: answerTileError,
  });
}

async function answerTile(
  tile: TileAddress,
  request: FastifyRequest,
  reply: FastifyReply,
  source: TileSource,
): Promise<FastifyReply> {
  const network = await source.knownNetwork();
  const etag = tileTag(source.gateway, network.version, tile);
  if (matchesTag(request.headers['if-none-match'], etag)) {
    reportOf(request).notModified = true;
    return reply.code(304).headers({etag, 'cache-control': source.cacheControl}).send();
  }
  const drawn = await drawIn(network, tile, request, reply, source);
  void reply.headers({
    etag: tileTag(source.gateway, drawn.version, tile),
    'cache-control': source.cacheControl,
  });
  if (drawn.bytes.length === 0) return reply.code(204).send();
  return reply.type('application/vnd.mapbox-vector-tile').send(drawn.bytes);
}

/** The tile of the known network, or of the one that has taken its place if that is gone meanwhile. */
async function drawIn(
  network: NetworkInfo,
  tile: TileAddress,
  request: FastifyRequest,
  reply: FastifyReply,
  source: TileSource,
): Promise<{readonly version: string; readonly bytes: Tile}> {
  const signal = clientSignal(reply);
  const draw = async ({version, bbox}: NetworkInfo) => ({
    version,
    bytes: meets(bufferedTileBox(tile), bbox)
      ? await drawOne(tracedFor(request, source.engine()), version, tile, signal)
      : new Uint8Array(),
  });
  try {
    return await draw(network);
  } catch (error) {
    if (!(error instanceof NetworkUnavailable)) throw error;
    const current = await source.knownNetwork.again();
    if (current.version === network.version) throw error;
    return draw(current);
  }
}

async function drawOne(engine: RoutingEngine, version: string, tile: TileAddress, signal: AbortSignal): Promise<Tile> {
  const [answer] = await engine.tiles([{version, ...tile}], signal);
  if (answer instanceof RoutingError) throw answer;
  return answer;
}

function meets(one: NetworkInfo['bbox'], other: NetworkInfo['bbox']): boolean {
  return one[0] <= other[2] && one[1] <= other[3] && one[2] >= other[0] && one[3] >= other[1];
}

/** Weak, since it vouches for what the tile is drawn from; known before the tile is drawn. */
function tileTag(gateway: string, networkVersion: string, {zoom, x, y}: TileAddress): string {
  const parts = JSON.stringify([gateway, networkVersion, zoom, x, y]);
  return `W/"${createHash('sha256').update(parts).digest('base64url')}"`;
}

/** Without the tile's place. */
function logTile(request: FastifyRequest<{Params: TilePath}>, reply: FastifyReply, done: () => void): void {
  const {method, params} = request;
  const {errorCodes, notModified} = reportOf(request);
  const {statusCode: status, elapsedTime: milliseconds} = reply;
  request.log.info({method, status, milliseconds, zoom: params.zoom, errorCodes, notModified}, 'tile');
  done();
}
