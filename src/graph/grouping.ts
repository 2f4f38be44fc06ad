/** Numbers 0 .. n-1 grouped by a key: those of key k are `members[first[k]]` up to `members[first[k + 1]]`, ascending. */
export interface Grouping {
  /** Length keyCount + 1. */
  readonly first: Uint32Array;
  readonly members: Int32Array;
}

/**
 * Counting sort.
 * @param keys  the key of each number; those below 0 are left out
 */
export function groupByKey(keys: Int32Array, keyCount: number): Grouping {
  const first = new Uint32Array(keyCount + 1);
  for (let member = 0; member < keys.length; member++) if (keys[member] >= 0) first[keys[member] + 1]++;
  for (let key = 0; key < keyCount; key++) first[key + 1] += first[key];
  const next = first.slice();
  const members = new Int32Array(first[keyCount]);
  for (let member = 0; member < keys.length; member++) if (keys[member] >= 0) members[next[keys[member]]++] = member;
  return {first, members};
}
