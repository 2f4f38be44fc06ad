import {shown} from '../shown.js';
import {table} from '../table.js';
import {growthExponent} from './growth.js';
import type {ScaleRow} from './scale-row.js';

/** One line a figure, one column a size, and the exponent that it grows by. */
export function scaleTable(rows: readonly ScaleRow[]): string {
  const sizes = rows.map(({edges}) => edges);
  const line = (title: string, value: (row: ScaleRow) => number | null) => {
    const values = rows.map(value);
    const exponent = values.some((of) => of === null) ? null : growthExponent(sizes, values as number[]);
    return [title, ...values.map(shown), shown(exponent)];
  };
  return table(
    ['', ...sizes.map((edges) => `${edges} edges`), 'grows by edges^'],
    [
      line('roadql build, s', ({build}) => build.seconds),
      line('its memory, MiB', ({build}) => build.peakMiB),
      line('graph file, MiB', ({build}) => build.graphFileMiB),
      line('arcs of a label', ({labelArcs}) => labelArcs),
      line('embedded: route, ms', ({embedded}) => embedded.routeMs),
      line('embedded: matrix 25 x 25, ms', ({embedded}) => embedded.matrixMs),
      line('embedded: search of 300 s, ms', ({embedded}) => embedded.reachMs),
      line('roadql load, s', ({pgrouting}) => pgrouting && pgrouting.loadSeconds),
      line('its memory, MiB', ({pgrouting}) => pgrouting && pgrouting.loadPeakMiB),
      line('database, MiB', ({pgrouting}) => pgrouting && pgrouting.databaseMiB),
      ['labels kept', ...rows.map(({pgrouting}) => pgrouting?.labels ?? ''), ''],
      line('pgrouting: route, ms', ({pgrouting}) => pgrouting && pgrouting.routeMs),
      line('pgrouting: route by packed labels, ms', ({pgrouting}) => pgrouting && pgrouting.packedRouteMs),
      line('pgrouting: matrix 25 x 25, ms', ({pgrouting}) => pgrouting && pgrouting.matrixMs),
      line('pgrouting: search of 300 s, ms', ({pgrouting}) => pgrouting && pgrouting.reachMs),
    ],
    1,
  );
}
