import {Counter, type Registry} from 'prom-client';

/**
 * What the searches in this process run on.
 * @returns counts one
 */
export function embeddedSearchMetrics(registry: Registry): (operation: string, searched: string) => void {
  const searches = new Counter({
    name: 'roadql_embedded_searches_total',
    help: 'Searches of the embedded engine by what they ran on: the hierarchy of their weighting, or all arcs (whole) where it has none.',
    labelNames: ['operation', 'searched'],
    registers: [registry],
  });
  return (operation, searched) => searches.inc({operation, searched});
}
