import type { Worksheet } from 'exceljs';
import { blockTexts } from '../../../wording/form.js';
import { hintTexts as texts } from '../../../wording/hints.js';
import { absolute, quoted } from '../../references.js';
import { runsOf } from '../../runs.js';
import { colours, faces, left, markStyle, spread } from '../../styles.js';
import { isCounted } from '../figures.js';
import type { FigurePlace, FormLayout } from '../form-layout.js';
import { figureFormula } from '../own-formulas.js';
import { rangeOf } from '../slots.js';

/** How the form stands: figures not filled in and rows that do not agree. */
export interface Status {
  /** How many; '0' when nothing can be blank or disagree. */
  readonly blanks: string;
  readonly disagreeing: string;
  /** TRUE once anything is typed. */
  readonly begun: string;
  readonly says: string;
}

/** The live line on top of the form; null where there is nothing to type and nothing to hold together. */
export function statusFormula(layout: FormLayout, rows: readonly number[]): Status | null {
  const runs = typedRuns(layout);
  if (runs.length === 0 && rows.length === 0) return null;
  const { check } = layout.columns;
  const blanks = runs.length === 0 ? '0' : runs.map(({ range, block }) => countBlank(range, block)).join('+');
  const begun = runs.length === 0 ? 'TRUE' : `COUNT(${runs.map(({ range }) => range).join(',')})>0`;
  const first = Math.min(...rows);
  const disagreeing =
    rows.length === 0 ? '0' : `SUMPRODUCT(--(LEN($${check}$${first}:$${check}$${Math.max(...rows)})>0))`;
  const some = `IF(${blanks}=0,"",${counted(texts.blanks, blanks)}&${quoted('；')})`;
  const agree = rows.length === 0 ? texts.filled : texts.agreed;
  const sum = `IF(${disagreeing}=0,${quoted(agree)},${counted(texts.disagreed, disagreeing)})`;
  return { blanks, disagreeing, begun, says: `IF(${begun},${some}&${sum},${quoted(texts.nothingYet)})` };
}

export function writeStatus(
  sheet: Worksheet,
  { layout, formula }: { readonly layout: FormLayout; readonly formula: Status | null },
): void {
  const slot = layout.headerSlots.at(-1);
  if (formula === null || slot === undefined) return;
  const look = {
    fill: colours.note,
    font: { name: faces.head, size: 10 },
    align: { ...left, indent: 1 },
    bordered: true,
  };
  spread(sheet, rangeOf(slot, layout.legendRow), { value: { formula: formula.says, result: texts.nothingYet }, look });
  const { begun, blanks, disagreeing } = formula;
  const rules = [
    { formula: `AND(${begun},${blanks}=0,${disagreeing}=0)`, colour: colours.total },
    { formula: `AND(${begun},${disagreeing}>0)`, colour: colours.error },
    { formula: `AND(${begun},${blanks}>0)`, colour: colours.warning },
  ];
  sheet.addConditionalFormatting({
    ref: rangeOf(slot, layout.legendRow),
    rules: rules.map((rule, i) => ({
      type: 'expression',
      priority: 10 + i,
      formulae: [rule.formula],
      style: markStyle(rule.colour),
    })),
  });
}

function counted([before, after]: readonly [string, string], count: string): string {
  return `${quoted(before)}&(${count})&${quoted(after)}`;
}

function countBlank(range: string, block: string | undefined): string {
  return block === undefined
    ? `COUNTBLANK(${range})`
    : `IF(${absolute(block)}="${blockTexts.absent}",0,COUNTBLANK(${range}))`;
}

interface Run {
  readonly range: string;
  /** The cell that says whether its department reports at all. */
  readonly block: string | undefined;
}

/** The figures that must be typed, as runs down a column. */
function typedRuns(layout: FormLayout): readonly Run[] {
  const owed = [...layout.places.values()].filter((place) => mustBeTyped(place, layout));
  owed.sort((a, b) => (a.letter === b.letter ? a.row - b.row : a.letter < b.letter ? -1 : 1));
  const blockOf = ({ section }: FigurePlace) => layout.blockAt.get(section.block ?? '');
  const follows = (place: FigurePlace, before: FigurePlace) =>
    place.letter === before.letter && place.row === before.row + 1 && blockOf(place) === blockOf(before);
  return runsOf(owed, follows).map(({ first, last }) => ({
    range: `${absolute(first.address)}:${absolute(last.address)}`,
    block: blockOf(first),
  }));
}

export function mustBeTyped(place: FigurePlace, layout: FormLayout): boolean {
  const { measure, column } = place;
  if (!measure.required || (measure.kind !== 'count' && measure.kind !== 'money') || column === 'adjust') return false;
  return !isCounted(measure, column) && figureFormula(place, layout) === null;
}
