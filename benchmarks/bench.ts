import type {RoadNetwork} from '../src/graph/network.js';
import {startBehindNginx} from './behind-nginx.js';
import type {Check} from './check.js';
import type {LoadedDatabase} from './database.js';
import {checkHot} from './hot-check.js';
import type {Measurement} from './measure.js';
import {checkNotModified} from './not-modified-check.js';
import {hotAnswer, persistedHot} from './persisted-questions.js';
import {type PlaceToAsk, randomPlaces} from './places.js';
import {type Job, measureInRounds} from './rounds.js';
import {routeAnswer} from './routing-questions.js';
import {scenario, seedOf} from './scenarios.js';
import {type EngineName, type Programs, type Server, startConstant, startGateway, startWholeTable} from './server.js';
import type {BenchSize} from './size.js';
import {StatementCount} from './statement-count.js';
import {constantRoute, staticFile, wholeTableRoute} from './yardstick-questions.js';

/** What a run measures on. */
export interface BenchGround {
  readonly programs: Programs;
  readonly network: RoadNetwork;
  readonly networkFile: string;
  /** Null: neither the pgrouting engine nor its yardstick. */
  readonly database: LoadedDatabase | null;
  /** Whether there is an Nginx to ask through. */
  readonly nginx: boolean;
}

/** Runs scenarios on each subject, one subject's servers at a time. */
export class Bench {
  readonly measurements: Measurement[] = [];
  readonly checks: Check[] = [];

  /** @param say told what is being measured */
  constructor(
    private readonly size: BenchSize,
    private readonly ground: BenchGround,
    private readonly say: (line: string) => void,
  ) {}

  async run(): Promise<void> {
    const {database, nginx} = this.ground;
    for (const engine of database ? (['embedded', 'pgrouting'] as const) : (['embedded'] as const)) {
      if (this.size.asked.gateway.length > 0) await this.measureGateway(engine);
      if (nginx && this.size.asked.nginx.length > 0) await this.measureBehindNginx(engine);
    }
    if (database) await this.measureWholeTable(database);
    await this.measureConstant();
  }

  private async measureGateway(engine: EngineName): Promise<void> {
    await this.with(this.startGateway(engine), async (server) => {
      const gateway = this.size.asked.gateway.filter(({embeddedOnly}) => engine === 'embedded' || !embeddedOnly);
      await this.measure(gateway.map((asked) => ({subject: engine, server, scenario: asked})));
      if (gateway.some(({question}) => question.name === 'not-modified')) {
        this.say(`${engine}: what a 304 costs`);
        this.checks.push(await checkNotModified(engine, server, this.places(1), this.size.secondsEach));
      }
    });
  }

  /** Two gateways; in the same Nginx the yardstick of what comes from its cache. */
  private async measureBehindNginx(engine: EngineName): Promise<void> {
    const hotPlaces = () => this.places(seedOf(scenario(persistedHot, 1)));
    const starting = startBehindNginx(
      () => this.startGateway(engine),
      (gateway) => hotAnswer(gateway, hotPlaces()),
    );
    await this.with(starting, async (server) => {
      const {nginx} = this.size.asked;
      const subject = `${engine} + nginx` as const;
      const jobs: Job[] = nginx.map((asked) => ({subject, server, scenario: asked}));
      // Nginx knows of no engine: the first one's figures will do
      const hot = engine === 'embedded' ? nginx.filter(({question}) => question === persistedHot) : [];
      const fileServer = {...server, origin: server.file.origin};
      const file = staticFile(server.file.path, server.file.content);
      for (const {connections} of hot) {
        jobs.push({subject: 'static file', server: fileServer, scenario: scenario(file, connections)});
      }
      await this.measure(jobs);
      if (hot.length === 0) return;
      this.say(`${subject}: a hot answer against a file`);
      const hotAsking = await persistedHot.prepare(server, hotPlaces());
      const fileAsking = await file.prepare(fileServer, hotPlaces());
      this.checks.push(await checkHot(server, hotAsking, fileServer, fileAsking, this.size));
    });
  }

  /** More than ten searches of the whole table would wait for nothing but each other. */
  private async measureWholeTable(database: LoadedDatabase): Promise<void> {
    const routes = this.size.asked.gateway.filter(({question}) => question.unit === 'route');
    const clients = new Set(routes.map(({connections}) => Math.min(connections, 10)));
    if (clients.size === 0) return;
    await this.with(startWholeTable(this.ground.programs, database), async (server) => {
      const jobs = [...clients].map((connections): Job => {
        return {subject: 'whole table', server, scenario: scenario(wholeTableRoute, connections)};
      });
      await this.measure(jobs);
    });
  }

  private async measureConstant(): Promise<void> {
    const clients = new Set(this.size.asked.gateway.map(({connections}) => connections));
    if (clients.size === 0) return;
    let data = '';
    await this.with(this.startGateway('embedded'), async (server) => {
      data = await routeAnswer(server, this.places(1));
    });
    await this.with(startConstant(this.ground.programs, data), async (server) => {
      const jobs = [...clients].map((connections): Job => {
        return {subject: 'constant', server, scenario: scenario(constantRoute, connections)};
      });
      await this.measure(jobs);
    });
  }

  private async measure(jobs: readonly Job[]): Promise<void> {
    const {size, say} = this;
    const {database} = this.ground;
    const places = (seed: number) => this.places(seed);
    const counted = database !== null && jobs.some(({subject}) => subject.startsWith('pgrouting'));
    const statements = counted ? await StatementCount.open(database.urls.direct) : null;
    try {
      this.measurements.push(...(await measureInRounds(jobs, {size, places, statements, say})));
    } finally {
      await statements?.close();
    }
  }

  private places(seed: number): () => PlaceToAsk {
    return randomPlaces(this.ground.network, seed);
  }

  private startGateway(engine: EngineName): Promise<Server> {
    const {programs, networkFile, database} = this.ground;
    return startGateway(programs, engine, networkFile, engine === 'pgrouting' ? database : null);
  }

  private async with<S extends Server>(starting: Promise<S>, work: (server: S) => Promise<void>): Promise<void> {
    const server = await starting;
    try {
      await work(server);
    } finally {
      await server.stop();
    }
  }
}
