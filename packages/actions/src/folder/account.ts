import type { FileLine, FolderMerged, FormMerged } from './types.js';
import { fateNames, sourceNames, accountTexts as texts } from './wording.js';

/** 处理说明.txt: what happened to every file, who stands how, what to do next. */
export function accountText(merged: Omit<FolderMerged, 'outputs'>): string {
  const parts = [
    [texts.title, '', merged.directoryNote],
    ...merged.forms.map((form) => formPart(form, merged.directory)),
    [
      texts.files,
      ...merged.files.filter(({ fate }) => fate !== 'litter').flatMap(filePart),
      texts.litter(merged.files.filter(({ fate }) => fate === 'litter').length),
    ],
    [texts.rules, ...texts.rulesList],
  ];
  return asText(parts.map((part) => part.filter((line) => line !== '').join('\n')).join('\n\n'));
}

function formPart(form: FormMerged, directory: FolderMerged['directory']): string[] {
  return [
    `■ ${form.title}${form.period.label === '' ? '' : `（${form.period.label}）`}`,
    form.periodNote,
    ...summaryLines(form),
    form.expected === null && directory !== null ? texts.notOwed : '',
    ...form.findings.map(({ message }) => texts.total(message)),
    ...form.offices.filter(({ note }) => note !== '').map(({ name, note }) => `  ${name}：${note}`),
  ];
}

/** How the offices stand, in two or three lines. */
function summaryLines(form: FormMerged): string[] {
  const named = (standing: FormMerged['offices'][number]['standing']) =>
    form.offices.filter((office) => office.standing === standing).map(({ name }) => name);
  const [counted, wrong, missing] = [named('counted'), named('to-correct'), named('missing')];
  return [
    texts.counted(counted.length, form.expected),
    wrong.length === 0 ? '' : texts.toCorrect(wrong),
    missing.length === 0 ? '' : texts.missing(missing),
  ].filter((line) => line !== '');
}

function filePart({ file, office, period, fate, reason, findings, doubts, marked }: FileLine): string[] {
  const whose = [
    office === null ? '' : `${office.name}（${sourceNames[office.by]}）`,
    period === null || period.label === '' ? '' : `${period.label}（${sourceNames[period.by]}）`,
  ].filter((text) => text !== '');
  return [
    `  ${file}`,
    `    ${fateNames[fate]}${whose.length === 0 ? '' : `，${whose.join('，')}`}。${reason}`,
    marked === null ? '' : `    ${texts.marked(marked)}`,
    ...[...doubts, ...findings]
      .filter(({ severity }) => severity !== 'I')
      .map(({ place, message }) => `    · ${place?.cell ?? ''} ${message}`),
  ];
}

/**
 * 催报名单.txt, ready to copy into a group chat or a message: who is missing, who has to correct, without figures. Subordinate offices are
 * chased, others asked (practice.md 5). Null when nobody is.
 */
export function chaseText(forms: readonly FormMerged[]): string | null {
  const parts = forms.flatMap((form) => {
    const what = `${form.period.label}${form.title}`;
    const of = (standing: 'missing' | 'to-correct', asked: boolean) =>
      form.expected !== null || standing === 'to-correct'
        ? form.offices
            .filter((office) => office.standing === standing && office.asked === asked)
            .map(({ name }) => name)
        : [];
    return [
      texts.chase(what, of('missing', false)),
      texts.chaseCorrect(what, of('to-correct', false)),
      texts.ask(what, [...of('missing', true), ...of('to-correct', true)]),
    ].filter((text) => text !== '');
  });
  return parts.length === 0 ? null : asText(parts.join('\n\n'));
}

/** 合并结果.json: the same as data, for other programs and for the next run, which knows by it what it may replace. */
export function resultJson(
  merged: Omit<FolderMerged, 'outputs'>,
  written: readonly { readonly path: string; readonly sha256: string }[],
): string {
  return `${JSON.stringify({ by: 'duban merge', version: 1, ...merged, written }, null, 1)}\n`;
}

/** Windows' Notepad needs the mark and both line ends. */
function asText(text: string): string {
  return `\uFEFF${text.replaceAll('\n', '\r\n')}\r\n`;
}
