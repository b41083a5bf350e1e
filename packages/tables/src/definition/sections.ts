import type { Path } from '../problems.js';
import type { Block, Measure, Section } from '../types.js';
import { kept, type Loading, refuseDuplicates } from './loading.js';
import { matrixOf } from './matrix.js';
import { checkMeasure, toMeasure } from './measures.js';
import type { WrittenSection } from './written-sections.js';

export interface Sections {
  readonly sections: readonly Section[];
  /** Where each measure is written, by key. */
  readonly places: ReadonlyMap<string, Path>;
}

/** Sections whose `when` holds; those left without a measure are dropped. */
export function resolveSections(
  written: readonly WrittenSection[],
  { loading, blocks }: { readonly loading: Loading; readonly blocks: readonly Block[] },
): Sections {
  const { problems } = loading;
  const keys: { readonly name: string; readonly path: Path }[] = [];
  const sections = kept(written, { ...loading, path: ['sections'] }).map(({ item, path }) => {
    const { matrix, cells } = contentOf(item, { path, loading });
    for (const { measure, path, figure } of cells) {
      keys.push({ name: measure.key, path: [...path, 'key'] });
      checkMeasure(measure, { path: figure, problems });
    }
    checkBlock(item, { path, problems, blocks });
    const section = {
      key: item.key ?? null,
      title: item.title,
      measures: cells.map(({ measure }) => measure),
      block: item.block ?? null,
      matrix,
    };
    return { section, path };
  });
  refuseDuplicates(keys, { problems, what: '指标' });
  refuseDuplicates(groupKeys(sections, blocks), { problems, what: '分区' });
  return {
    sections: sections.map(({ section }) => section).filter(({ measures }) => measures.length > 0),
    places: new Map(keys.map(({ name, path }) => [name, path.slice(0, -1)])),
  };
}

/** A measure, where it is named, and where its kind and unit are written: of a matrix, its row and its column. */
interface Cell {
  readonly measure: Measure;
  readonly path: Path;
  readonly figure: Path;
}

interface Content {
  readonly matrix: Section['matrix'];
  readonly cells: readonly Cell[];
}

function contentOf(section: WrittenSection, { path, loading }: { path: Path; loading: Loading }): Content {
  const { matrix, measures } = section;
  if ((matrix === undefined) === (measures === undefined)) {
    const found = matrix === undefined ? '没有指标的分区' : '既有 measures 又有 matrix';
    loading.problems.add(path, { found, allowed: 'measures 或 matrix 之一' });
    return { matrix: null, cells: [] };
  }
  if (matrix !== undefined) return matrixOf(matrix, { path: [...path, 'matrix'], loading });
  const cells = kept(measures ?? [], { ...loading, path: [...path, 'measures'] }).map(({ item, path }) => ({
    measure: toMeasure(item, loading.once),
    path,
    figure: path,
  }));
  return { matrix: null, cells };
}

function checkBlock(
  { block }: WrittenSection,
  { path, problems, blocks }: { path: Path; problems: Loading['problems']; blocks: readonly Block[] },
): void {
  if (block === undefined || blocks.some(({ key }) => key === block)) return;
  const allowed = blocks.map(({ key }) => key).join('、') || '（没有 blocks）';
  problems.add([...path, 'block'], { found: `没有部门“${block}”`, allowed });
}

/** A section may share its block's key when it is meant to be the same: `sum(@police)` then adds up the whole block. */
function groupKeys(
  sections: readonly { readonly section: Section; readonly path: Path }[],
  blocks: readonly Block[],
): { readonly name: string; readonly path: Path }[] {
  const own = sections.flatMap(({ section: { key, block }, path }) =>
    key === null || key === block ? [] : [{ name: key, path: [...path, 'key'] }],
  );
  return [...blocks.map(({ key }, i) => ({ name: key, path: ['blocks', i, 'key'] })), ...own];
}
