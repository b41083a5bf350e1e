import type { Path } from '../problems.js';
import type { Matrix, Measure } from '../types.js';
import { matrixLabel } from '../wording/figures.js';
import { kept, type Loading, refuseDuplicates } from './loading.js';
import { toMeasure } from './measures.js';
import type { WrittenMatrix } from './written-sections.js';

interface Expanded {
  readonly matrix: Matrix;
  readonly cells: readonly { readonly measure: Measure; readonly path: Path; readonly figure: Path }[];
}

/** Every cell of rows × columns as a measure, row by row: `r01` + `amt` → `r01Amt`. */
export function matrixOf(written: WrittenMatrix, { path, loading }: { path: Path; loading: Loading }): Expanded {
  const { problems } = loading;
  const rows = kept(written.rows, { ...loading, path: [...path, 'rows'] });
  const columns = kept(written.columns, { ...loading, path: [...path, 'columns'] });
  for (const [what, items] of [
    ['行', rows],
    ['列', columns],
  ] as const) {
    const keys = items.map(({ item, path }) => ({ name: item.key, path: [...path, 'key'] }));
    refuseDuplicates(keys, { problems, what });
  }
  const cells = rows.flatMap(({ item: row, path }) =>
    columns.map(({ item: column, path: figure }) => {
      const { key, label, source, when, ...rest } = column;
      const measure = toMeasure(
        {
          ...rest,
          key: `${row.key}${key.charAt(0).toUpperCase()}${key.slice(1)}`,
          label: matrixLabel(row.label, label),
          indent: 0,
          source: source ?? row.source ?? written.source,
        },
        loading.once,
      );
      return { measure: { ...measure, cell: { row: row.key, column: key } }, path, figure };
    }),
  );
  const matrix = {
    rowTitle: written.rowTitle,
    rows: rows.map(({ item: { key, label, note } }) => ({ key, label, ...(note === undefined ? {} : { note }) })),
    columns: columns.map(({ item: { key, label, unit } }) => ({ key, label, unit })),
  };
  return { matrix, cells };
}
