import type {Heading} from './heading.js';

/** What `next` answers when the heading would complete a forbidden word. */
export const FORBIDDEN = -1;

/** The state of a traveller whose last headings begin no forbidden word. */
export const ROOT = 0;

/**
 * Recognises sequences of headings that may not be travelled: the automaton of Aho and Corasick 1975. A state is the
 * longest end of what was travelled that begins some word, and so all that decides what is still forbidden.
 */
export class ForbiddenWords {
  private readonly child = new Map<number, number>();
  private readonly parent: number[] = [-1];
  private readonly letter: Heading[] = [-1];
  private readonly depth: number[] = [0];
  private readonly fallback: number[] = [ROOT];
  private readonly isForbidden: boolean[] = [false];
  /** By heading: whether a word begins with it, asked far more often than any other step. */
  private readonly begins: Uint8Array;

  /**
   * @param words         each of two headings at least
   * @param headingCount  twice the number of edges
   */
  constructor(words: Iterable<readonly Heading[]>, headingCount: number) {
    this.begins = new Uint8Array(headingCount);
    for (const word of words) this.insert(word);
    this.linkFallbacks();
  }

  get stateCount(): number {
    return this.parent.length;
  }

  /** @returns the state after travelling `heading` in `state`, or FORBIDDEN */
  next(state: number, heading: Heading): number {
    for (let from = state; from !== ROOT; from = this.fallback[from]) {
      const child = this.child.get(keyOf(from, heading));
      if (child !== undefined) return this.isForbidden[child] ? FORBIDDEN : child;
    }
    return this.begins[heading] ? this.child.get(keyOf(ROOT, heading))! : ROOT;
  }

  private insert(word: readonly Heading[]): void {
    let state = ROOT;
    for (const heading of word) {
      // what goes on from a forbidden word is forbidden already
      if (this.isForbidden[state]) return;
      const key = keyOf(state, heading);
      let child = this.child.get(key);
      if (child === undefined) {
        child = this.parent.length;
        this.child.set(key, child);
        this.parent.push(state);
        this.letter.push(heading);
        this.depth.push(this.depth[state] + 1);
        this.fallback.push(ROOT);
        this.isForbidden.push(false);
      }
      state = child;
    }
    this.isForbidden[state] = true;
    this.begins[word[0]] = 1;
  }

  private linkFallbacks(): void {
    const states = this.parent.map((_, state) => state).sort((a, b) => this.depth[a] - this.depth[b]);
    for (const state of states) {
      if (this.depth[state] < 2) continue;
      const fallback = this.step(this.fallback[this.parent[state]], this.letter[state]);
      this.fallback[state] = fallback;
      if (this.isForbidden[fallback]) this.isForbidden[state] = true;
    }
  }

  /** As `next`, but entering forbidden states. */
  private step(state: number, heading: Heading): number {
    for (let from = state; ; from = this.fallback[from]) {
      const child = this.child.get(keyOf(from, heading));
      if (child !== undefined) return child;
      if (from === ROOT) return ROOT;
    }
  }
}

function keyOf(state: number, heading: Heading): number {
  return state * 2 ** 32 + heading;
}
