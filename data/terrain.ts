import type {Line, Point} from './line.js';
import type {Random} from './random.js';

/** Which side of the river: 1 the north bank, -1 the south bank. */
export type Bank = 1 | -1;

/** Between the embankment road and the water, metres: the quay with its promenade. */
const quayMetres = 16;

/**
 * The lie of the land. The city is planned on an ideal plane, where rings are circles, radials are straight and the
 * river is the line y = 0 without any width; the terrain bends this plane and opens the river as a slit in it. So
 * nothing that was planned on a bank can end up in the water, and whatever crosses y = 0 becomes a bridge.
 */
export class Terrain {
  private readonly waves: readonly Wave[];
  private readonly meanders: readonly {amplitude: number; frequency: number; phase: number}[];

  /** @param radiusMetres of the city; the river grows wide towards its mouth, west of it */
  constructor(
    random: Random,
    readonly radiusMetres: number,
  ) {
    this.waves = Array.from({length: 5}, () => {
      const angle = random.between(0, 2 * Math.PI);
      const frequency = (2 * Math.PI) / random.between(1900, 5200);
      return {
        x: Math.cos(angle) * frequency,
        y: Math.sin(angle) * frequency,
        phase: random.between(0, 2 * Math.PI),
        east: random.between(-90, 90),
        north: random.between(-90, 90),
      };
    });
    this.meanders = [5400, 3100, 1700].map((wavelength, i) => ({
      amplitude: [300, 150, 45][i] * random.between(0.85, 1.15),
      frequency: (2 * Math.PI) / wavelength,
      phase: random.between(0, 2 * Math.PI),
    }));
  }

  /** Where a point of the ideal plane lies, metres; the bank decides for y = 0. */
  place([x, y]: Point, bank: Bank): Point {
    const fromRiver = Math.abs(y);
    let [east, north] = [x, fromRiver];
    // Near the river only along it, and the same on both banks, so that bridges meet their roads
    const away = Math.min(1, fromRiver / 600);
    for (const wave of this.waves) {
      const height = Math.sin(wave.x * x + wave.y * y + wave.phase);
      const atRiver = Math.sin(wave.x * x + wave.phase);
      east += wave.east * (away * height + (1 - away) * atRiver);
      north += wave.north * height * away;
    }
    return [east, bank * (north + this.halfWidth(x)) + this.meander(x) * Math.exp(-fromRiver / 2200)];
  }

  /** The water's edge along a bank, from one ideal x to another, a point every `stepMetres` or less. */
  shore(bank: Bank, fromX: number, toX: number, stepMetres: number): Line {
    return this.alongRiver(bank, fromX, toX, stepMetres, quayMetres);
  }

  /** A line between the embankment road and the water. */
  quay(bank: Bank, fromX: number, toX: number, stepMetres: number): Line {
    return this.alongRiver(bank, fromX, toX, stepMetres, quayMetres / 2);
  }

  /** Metres from the river's middle to its embankment roads. */
  halfWidth(x: number): number {
    const mouth = smoothStep(-this.radiusMetres + 900, -this.radiusMetres - 1300, x);
    return 58 + 14 * Math.sin(x / 410) + 900 * mouth;
  }

  private alongRiver(bank: Bank, fromX: number, toX: number, stepMetres: number, inset: number): Line {
    const steps = Math.max(1, Math.ceil(Math.abs(toX - fromX) / stepMetres));
    return Array.from({length: steps + 1}, (_, i) => {
      const [x, y] = this.place([fromX + ((toX - fromX) * i) / steps, 0], bank);
      return [x, y - bank * inset];
    });
  }

  private meander(x: number): number {
    let metres = 0;
    for (const {amplitude, frequency, phase} of this.meanders) metres += amplitude * Math.sin(frequency * x + phase);
    return metres;
  }
}

/** One ripple of the plane: its direction and frequency, and how far it moves a point at its crest, metres. */
interface Wave {
  readonly x: number;
  readonly y: number;
  readonly phase: number;
  readonly east: number;
  readonly north: number;
}

/** 0 up to `from`, 1 beyond `to`, smooth between. */
function smoothStep(from: number, to: number, x: number): number {
  const part = Math.min(1, Math.max(0, (x - from) / (to - from)));
  return part * part * (3 - 2 * part);
}
