import type {Check} from '../check.js';
import {shown} from '../shown.js';
import {growthExponent} from './growth.js';
import type {ScaleRow} from './scale-row.js';

/** A route looks at two labels, and at the arcs of its way, which grow by the root of the city's edges. */
const ROUTE_EXPONENT = 0.5;
/** What a load may take, so that it runs beside a database on a machine of 8 GB. */
const LOAD_MIB = 4096;

/** What has to hold of the sizes of a run. */
export function scaleChecks(rows: readonly ScaleRow[]): Check[] {
  const checks = [
    growsAtMost('embedded', rows, ({embedded}) => embedded.routeMs),
    ...(rows.every(({pgrouting}) => pgrouting)
      ? [growsAtMost('pgrouting, packed labels', rows, ({pgrouting}) => pgrouting!.packedRouteMs)]
      : []),
  ];
  const memory = rows.map(({build, pgrouting}) => Math.max(build.peakMiB, pgrouting?.loadPeakMiB ?? 0));
  return [
    ...checks,
    {
      name: `every load fits in ${LOAD_MIB} MiB`,
      passed: memory.every((mib) => mib <= LOAD_MIB),
      figures: rows.map(({edges}, i) => `${edges} edges: ${shown(memory[i])} MiB`).join(', '),
    },
  ];
}

function growsAtMost(engine: string, rows: readonly ScaleRow[], routeMs: (row: ScaleRow) => number): Check {
  const sizes = rows.map(({edges}) => edges);
  const exponent = growthExponent(sizes, rows.map(routeMs));
  const labels = growthExponent(
    sizes,
    rows.map(({labelArcs}) => labelArcs),
  );
  return {
    name: `${engine}: a route grows by edges^${ROUTE_EXPONENT} at most`,
    passed: exponent <= ROUTE_EXPONENT,
    figures: `edges^${shown(exponent)}; labels by edges^${shown(labels)}`,
  };
}
