/** What was left out of a network, and why: a count a reason, and the first few source ids to look at. */
export class Drops {
  private readonly byReason = new Map<string, {count: number; sourceIds: string[]}>();

  /** @param idsKept how many source ids to keep for each reason */
  constructor(private readonly idsKept = 10) {}

  add(reason: string, sourceId: string | null): void {
    let entry = this.byReason.get(reason);
    if (!entry) this.byReason.set(reason, (entry = {count: 0, sourceIds: []}));
    entry.count++;
    if (sourceId !== null && entry.sourceIds.length < this.idsKept) entry.sourceIds.push(sourceId);
  }

  /** One row a reason, most frequent first. */
  list(): DropTally[] {
    return [...this.byReason].map(([reason, entry]) => ({reason, ...entry})).sort((a, b) => b.count - a.count);
  }
}

export interface DropTally {
  readonly reason: string;
  readonly count: number;
  /** The first few source ids. */
  readonly sourceIds: readonly string[];
}
