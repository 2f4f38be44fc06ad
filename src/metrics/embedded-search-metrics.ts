import {Counter, type Registry} from 'prom-client';

/**
 * What the searches in this process run on.
 * @returns counts one
 */
export function embeddedSearchMetrics(registry: Registry): (operation: string, searched: string) => void {
  // a handful of pairs; the counter's own way to one takes as long as part of a search
  const counted: {readonly operation: string; readonly searched: string; count: number}[] = [];
  new Counter({
    name: 'roadql_embedded_searches_total',
    help: 'Searches of the embedded engine by what they ran on: the hierarchy of their weighting, or all arcs (whole) where it has none.',
    labelNames: ['operation', 'searched'],
    registers: [registry],
    collect() {
      this.reset();
      for (const {operation, searched, count} of counted) this.inc({operation, searched}, count);
    },
  });
  return (operation, searched) => {
    const known = counted.find((pair) => pair.operation === operation && pair.searched === searched);
    if (known) known.count++;
    else counted.push({operation, searched, count: 1});
  };
}
