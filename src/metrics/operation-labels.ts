/** How many names that no manifest knows become labels. */
const UNKNOWN_MAX = 50;
/** A longer name is no label: one would weigh as much as a thousand. */
const LENGTH_MAX = 64;

/**
 * Operation names as labels. Clients choose the names, and every name is a set of series that lives as long as the
 * process, so only those of persisted documents and the first few others are kept apart; the rest are `other`.
 */
export class OperationLabels {
  private readonly kept = new Set<string>();
  private room = UNKNOWN_MAX;

  /** Keeps names apart in any case: those of the operator's own documents. */
  keep(names: Iterable<string>): void {
    for (const name of names) this.kept.add(name);
  }

  /** @param name of an operation that the schema knows; null: it has none, or the request never got that far */
  labelOf(name: string | null): string {
    if (name === null) return 'anonymous';
    if (this.kept.has(name)) return name;
    if (this.room === 0 || name.length > LENGTH_MAX) return 'other';
    this.room--;
    this.kept.add(name);
    return name;
  }
}
