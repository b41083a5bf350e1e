import type { FileLine, FolderMerged, FormMerged } from '@duban/actions/merge-folder';
import Table from 'cli-table3';
import pc from 'picocolors';
import { mergeWords as words } from './wording.js';

const WIDEST = 44;
const MANY = 100;
/** No line between rows: fifteen files should fit on one screen. */
const LINES = { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' };

/** What a person reads after a merge: one line per file, how the offices stand, what to do next. */
export function mergeReport(
  merged: FolderMerged,
  run: { readonly out: string | null; readonly seconds: number },
): string {
  const lines = merged.files.filter(({ fate }) => fate !== 'litter');
  // Hundreds of lines are read by nobody: those that went well are counted only.
  const shown = lines.length > MANY ? lines.filter((line) => !isPlain(line)) : lines;
  const table = new Table({
    head: words.columns.map((title) => pc.bold(title)),
    style: { head: [], border: [] },
    chars: LINES,
  });
  for (const line of shown)
    table.push([shortened(line.file), line.office?.name ?? words.none, periodOf(line), resultOf(line)]);
  return [
    ...(lines.length === 0 ? [words.nothing] : shown.length === 0 ? [] : [table.toString()]),
    ...(shown.length === lines.length ? [] : [words.others(lines.length - shown.length, shown.length === 0)]),
    merged.directoryNote,
    ...merged.forms.flatMap((form) => formLines(form, merged.directory !== null)),
    ...lines.flatMap(doubtful),
    ...nextSteps(merged, run.out),
    words.seconds(run.seconds),
  ].join('\n');
}

function isPlain({ fate, counts, doubts }: FileLine): boolean {
  return fate === 'merged' && counts.E + counts.W === 0 && !doubts.some(({ severity }) => severity === 'W');
}

function periodOf({ period, table }: FileLine): string {
  return period === null || period.label === '' ? (table ?? words.none) : period.label;
}

function resultOf({ fate, counts, doubts, reason }: FileLine): string {
  const unsure = doubts.some(({ severity }) => severity === 'W');
  const text = `${words.fates[fate]({ errors: counts.E, warnings: counts.W })}${unsure ? words.unsure : ''}`;
  switch (fate) {
    case 'merged':
      return counts.E + counts.W === 0 && !unsure ? pc.green(text) : pc.yellow(text);
    case 'to-correct':
    case 'office-unclear':
    case 'period-unclear':
    case 'unreadable':
    case 'no-form':
      return pc.red(text);
    default:
      return pc.dim(text || reason);
  }
}

/** The middle goes: the beginning says where, the end says which. */
function shortened(file: string): string {
  const chars = [...file];
  if (chars.length <= WIDEST) return file;
  return `${chars.slice(0, 14).join('')}…${chars.slice(15 - WIDEST).join('')}`;
}

function formLines(form: FormMerged, hasDirectory: boolean): string[] {
  const of = (standing: FormMerged['offices'][number]['standing']) =>
    form.offices.filter((office) => office.standing === standing);
  const [counted, wrong, missing] = [of('counted'), of('to-correct'), of('missing')];
  const title = form.period.label === '' ? form.title : `${form.title}（${form.period.label}）`;
  return [
    '',
    pc.bold(title),
    form.periodNote,
    words.counted(counted.length, form.expected),
    ...(form.expected === null && hasDirectory ? [words.notOwed] : []),
    ...(wrong.length === 0 ? [] : [pc.red(words.wrong(wrong.map(({ name }) => name)))]),
    ...(missing.length === 0 ? [] : [pc.red(words.missing(missing.map(({ name }) => name)))]),
    ...form.findings.map(({ message }) => `${pc.yellow('!')} ${words.total}${message}`),
    ...form.offices.filter(({ note }) => note !== '').map(({ name, note }) => `  ${name}：${note}`),
  ];
}

/** What the officer has to look at herself: contradictions, files nobody could place. */
function doubtful(line: FileLine): string[] {
  const unplaced = ['office-unclear', 'period-unclear', 'unreadable', 'no-form'].includes(line.fate);
  const doubts = line.doubts.filter(({ severity }) => severity !== 'I');
  const said = [...(unplaced ? [line.reason] : []), ...doubts.map(({ message }) => message)];
  return said.map((message) => `${pc.yellow('!')} ${line.file}：${message}`);
}

function nextSteps({ forms, files }: FolderMerged, out: string | null): string[] {
  if (out === null) return ['', words.dry];
  const steps = [
    ...forms.flatMap(({ workbook }) => (workbook === null ? [] : [words.open(`${out}/${workbook}`)])),
    ...(files.some(({ marked, fate }) => marked !== null && fate === 'to-correct') ? [words.giveBack(out)] : []),
    ...(forms.some(needsChasing) ? [words.chase(out)] : []),
    words.account(out),
    words.again,
  ];
  return ['', pc.bold(words.next), ...steps.map((step, at) => `  ${at + 1}. ${step}`)];
}

function needsChasing({ offices }: FormMerged): boolean {
  return offices.some(({ standing }) => standing !== 'counted');
}

/** Something is left for the officer to do: somebody is missing, has to correct, or a file could not be placed. */
export function hasFindings({ forms, files }: FolderMerged): boolean {
  const open: readonly FileLine['fate'][] = ['to-correct', 'office-unclear', 'period-unclear', 'unreadable', 'no-form'];
  return (
    forms.length === 0 ||
    forms.some(needsChasing) ||
    files.some(({ fate, doubts }) => open.includes(fate) || doubts.some(({ severity }) => severity === 'W'))
  );
}
