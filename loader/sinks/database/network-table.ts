/** The tables that each network has one of: its roads, and what makes searches on them quick. */
export type TableName = 'node' | 'edge' | 'arc' | 'turn_restriction' | 'cell' | 'shortcut' | 'climb' | 'label';

/** One table of a network: its columns in the order of its rows. */
export interface NetworkTable {
  readonly name: TableName;
  readonly columns: string;
  /** Rows that `rows()` will give. */
  readonly count: number;
  /** The table's rows in binary COPY format, a buffer at a time, which is good until the next is asked for. */
  readonly rows: () => Iterable<Buffer> | AsyncIterable<Buffer>;
}

/** Tables that one session writes, one after another, while others write the other groups. */
export interface TableGroup {
  readonly name: 'roads' | 'arcs' | 'hierarchies' | 'labels';
  readonly tables: readonly NetworkTable[];
  /** Whether threads make most of its rows. */
  readonly hasThreads: boolean;
}
