import type {Line, Point} from './line.js';
import type {Random} from './random.js';
import type {Bank, Terrain} from './terrain.js';

/** A vertex on arterials every so many metres. */
const sampleMetres = 65;

/** What a radial is for, from its place among the others: the middle one, those at the quarters, ... */
export type RadialClass = 'embankment' | 'trunk' | 'primary' | 'secondary' | 'tertiary';

/**
 * The plan of the arterials on the ideal plane: rings round the middle, radials between them, for each bank of the
 * river its own half. Band b lies between ring b and ring b + 1 and has `sectors[b]` cells a bank; its radials are
 * numbered 0 .. sectors[b], counter-clockwise, the first and the last along the river. The number of sectors doubles
 * outwards, so that cells stay about as large.
 */
export class Plan {
  /** Metres from the middle, on average; ring 0 is the middle itself. */
  readonly ringRadii: readonly number[];
  readonly sectors: readonly number[];
  /** Rings that are motorways, counted from 1 outwards. */
  readonly motorways: readonly number[];
  private readonly fractions = new Map<string, number>();
  /** How each ring departs from a circle: so many lobes, so many metres high. */
  private readonly lobes: readonly {count: number; metres: number; phase: number}[];

  constructor(
    private readonly random: Random,
    readonly terrain: Terrain,
  ) {
    const radius = terrain.radiusMetres;
    const bands = Math.max(4, Math.round(radius / 560));
    const spread = radius / bands;
    this.ringRadii = Array.from({length: bands + 1}, (_, ring) => {
      if (ring === 0) return 0;
      if (ring === bands) return radius;
      return spread * (ring - (ring === 1 ? 0.16 : 0)) + random.between(-0.08, 0.08) * spread;
    });
    this.lobes = this.ringRadii.map((_, ring) => ({
      count: random.pick([2, 3]),
      metres: ring === 0 ? 0 : spread * (ring === bands ? 0.3 : ring === 1 ? 0.1 : random.between(0.08, 0.17)),
      phase: random.between(0, 2 * Math.PI),
    }));
    this.motorways = Array.from({length: bands}, (_, ring) => ring).filter(
      (ring) => ring >= 3 && (ring === Math.min(5, bands - 1) || (ring > 5 && ring % 8 === 5)),
    );
    const sectors = [2];
    for (let band = 1; band < bands; band++) {
      const before = sectors[band - 1];
      const arcMetres = (Math.PI * (this.ringRadii[band] + this.ringRadii[band + 1])) / 2 / before;
      // A radial cannot begin on a motorway
      sectors.push(arcMetres > 950 && !this.isMotorway(band) ? before * 2 : before);
    }
    this.sectors = sectors;
  }

  get bands(): number {
    return this.sectors.length;
  }

  isMotorway(ring: number): boolean {
    return this.motorways.includes(ring);
  }

  /** Sectors of the radials that meet a ring from either side. */
  sectorsAt(ring: number): number {
    return this.sectors[Math.min(ring, this.bands - 1)];
  }

  /** Where radial j of n meets a ring. */
  crossing(ring: number, bank: Bank, j: number, n: number): Point {
    return this.place(this.radiusAt(ring, bank, j, n), bank, this.fraction(bank, j, n));
  }

  /** How far out a ring is where radial j of n meets it, metres from the middle. */
  radiusAt(ring: number, bank: Bank, j: number, n: number): number {
    return this.ringRadius(ring, bank, this.fraction(bank, j, n));
  }

  /** A ring from radial j to j + 1 of n. */
  ringLine(ring: number, bank: Bank, j: number, n: number): Line {
    const [from, to] = [this.fraction(bank, j, n), this.fraction(bank, j + 1, n)];
    const steps = Math.max(2, Math.ceil((this.ringRadii[ring] * Math.PI * (to - from)) / sampleMetres));
    return Array.from({length: steps + 1}, (_, i) => {
      const fraction = from + ((to - from) * i) / steps;
      return this.place(this.ringRadius(ring, bank, fraction), bank, fraction);
    });
  }

  /** Radial j of n from one radius to another, metres from the middle. */
  radialLine(fromRadius: number, toRadius: number, bank: Bank, j: number, n: number): Line {
    const fraction = this.fraction(bank, j, n);
    const steps = Math.max(2, Math.ceil((toRadius - fromRadius) / sampleMetres));
    return Array.from({length: steps + 1}, (_, i) =>
      this.place(fromRadius + ((toRadius - fromRadius) * i) / steps, bank, fraction),
    );
  }

  radialClass(j: number, n: number): RadialClass {
    if (j === 0 || j === n) return 'embankment';
    const [, denominator] = lowestTerms(j, n);
    if (denominator === 2) return 'trunk';
    if (denominator === 4) return 'primary';
    return denominator % 3 === 2 ? 'secondary' : 'tertiary';
  }

  /** Names a radial from the middle to the city's end, whatever the band. */
  radialKey(bank: Bank, j: number, n: number): string {
    return `${bank}:${lowestTerms(j, n).join('/')}`;
  }

  private ringRadius(ring: number, bank: Bank, fraction: number): number {
    const {count, metres, phase} = this.lobes[ring];
    return this.ringRadii[ring] + metres * Math.sin(count * Math.PI * (fraction + (bank === 1 ? 0 : 1)) + phase);
  }

  private place(radius: number, bank: Bank, fraction: number): Point {
    const angle = Math.PI * (fraction + (bank === 1 ? 0 : 1));
    const x = radius * Math.cos(angle);
    // sin(pi) is not quite 0, and the river's line must be
    const y = fraction === 0 || fraction === 1 ? 0 : radius * Math.sin(angle);
    return this.terrain.place([x, y], bank);
  }

  /** The angle of a radial as a part of its bank's half turn: halved again and again, never quite in the middle. */
  private fraction(bank: Bank, j: number, n: number): number {
    if (j === 0) return 0;
    if (j === n) return 1;
    if (j % 2 === 0) return this.fraction(bank, j / 2, n / 2);
    const key = `${bank}:${j}/${n}`;
    let fraction = this.fractions.get(key);
    if (fraction === undefined) {
      const [low, high] = [this.fraction(bank, j - 1, n), this.fraction(bank, j + 1, n)];
      fraction = low + (high - low) * (0.5 + this.random.fork(`radial ${key}`).between(-0.09, 0.09));
      this.fractions.set(key, fraction);
    }
    return fraction;
  }
}

function lowestTerms(j: number, n: number): [number, number] {
  return j % 2 === 0 && n % 2 === 0 && j > 0 ? lowestTerms(j / 2, n / 2) : [j, n];
}
