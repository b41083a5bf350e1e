import type { ObligationView, ProvisionalBody, RegisterBody, RegisterNilBody } from '@duban/api/types';
import { instantOf, minuteText } from '../../shared/china-time.js';
import { urls } from '../api/urls.js';
import { officerWords, wayWords } from '../words.js';
import type { Act } from './act.js';
import { fenOf } from './cases.js';

export type OfficerAct = 'register' | 'nil' | 'progress' | 'extension' | 'paper' | 'provisional';

type About = Pick<ObligationView, 'cell' | 'tellable' | 'extensions'>;

/** 途径: how something came that did not come by the desk. */
export const WAYS = Object.entries(wayWords).map(([value, label]) => ({ value: value as RegisterBody['way'], label }));

/** What an officer may note down for an office now; what the API would refuse is not offered. */
export function officerActs({ cell, tellable, extensions }: About): OfficerAct[] {
  const open = ['expected', 'returned'].includes(cell.state);
  const asked = extensions.some(({ state }) => state === 'asked');
  const owed = !['exempt', 'withdrawn'].includes(cell.state);
  const handsIn = ['expected', 'returned', 'received', 'checked'].includes(cell.state);
  return [
    ...(handsIn ? (['register'] as const) : []),
    ...(open ? (['nil', 'progress'] as const) : []),
    ...(open && !asked ? (['extension'] as const) : []),
    ...(owed && cell.paperArrivedAt === null ? (['paper'] as const) : []),
    ...(owed && tellable.length > 0 ? (['provisional'] as const) : []),
  ];
}

/** A mistaken tick is taken back. */
export function undoPaper({ id, revision, cell }: Pick<ObligationView, 'id' | 'revision' | 'cell'>): Act | null {
  if (cell.paperArrivedAt === null) return null;
  return {
    key: 'undo-paper',
    label: '撤销原件登记',
    effect: `${minuteText(cell.paperArrivedAt)}收到。${officerWords.undoPaper}`,
    needsReason: true,
    url: urls.undoPaper,
    revision,
    body: (reason) => ({ obligation: id, reason }),
  };
}

export interface ArrivalForm {
  readonly day: string;
  readonly time: string;
}

/** When it came, in words what is missing; a moment still to come is none. `now`: campaign time. */
export function arrivalProblem({ day, time }: ArrivalForm, now: number): string | null {
  const at = instantOf(day, time);
  if (at === null) return '请填写到达的日期和时间。';
  return at > now ? `到达时间还没有到（现在是 ${minuteText(now)}），请核对。` : null;
}

export interface RegisterForm extends ArrivalForm {
  readonly file: File | null;
  readonly evidence: File | null;
  readonly note: string;
}

/** What is still missing of a 代收登记. */
export function missingFromRegister(form: RegisterForm, now: number): string | null {
  if (form.file === null) return '请选择报来的文件。';
  const arrival = arrivalProblem(form, now);
  if (arrival !== null) return arrival;
  return form.evidence === null && form.note.trim() === ''
    ? '请附凭证（截图、照片）或写明凭证，如：工作群 10:05 发来。'
    : null;
}

/** One form with the details and both files. */
export function registerData(
  obligation: string,
  { file, evidence, note, day, time, way }: RegisterForm & Pick<RegisterBody, 'way'>,
): FormData {
  const body: RegisterBody = { obligation, arrivedAt: instantOf(day, time) ?? 0, way, note: note.trim() };
  const form = new FormData();
  form.append('data', JSON.stringify(body));
  if (file) form.append('file', file);
  if (evidence) form.append('evidence', evidence);
  return form;
}

export interface NilForm extends ArrivalForm, Pick<RegisterBody, 'way'> {
  readonly reason: string;
  readonly signedAs: string;
  readonly signerTitle: string;
  readonly scan: File | null;
  readonly note: string;
}

/** What is still missing of a 代登零报告. */
export function missingFromNil(form: NilForm, now: number): string | null {
  if (form.reason.trim() === '') return '请写明本期没有发生数的理由。';
  if (form.signedAs.trim() === '' || form.signerTitle.trim() === '') return '请写明签发人的身份和职务。';
  const arrival = arrivalProblem(form, now);
  if (arrival !== null) return arrival;
  return form.scan === null && form.note.trim() === '' ? '请附扫描件或写明凭证，如：10:05 OA 第3号。' : null;
}

/** One form with the details and the scan. */
export function nilData(obligation: string, { scan, day, time, ...said }: NilForm): FormData {
  const body: RegisterNilBody = {
    ...{ obligation, arrivedAt: instantOf(day, time) ?? 0, way: said.way, note: said.note.trim() },
    ...{ reason: said.reason.trim(), signedAs: said.signedAs.trim(), signerTitle: said.signerTitle.trim() },
  };
  const form = new FormData();
  form.append('data', JSON.stringify(body));
  if (scan) form.append('scan', scan);
  return form;
}

type Tellable = ObligationView['tellable'][number];

/** `追回资金（万元）`: told in the unit of the table, as one hears it on the telephone. */
export const tellableLabel = ({ label, unit }: Tellable): string => `${label}（${unit}）`;

/** The figures that were written, or what is wrong with one of them. Nothing written is no figure, and not 0. */
export function figuresOf(
  tellable: readonly Tellable[],
  written: Readonly<Record<string, string>>,
): { readonly figures: ProvisionalBody['figures'] } | { readonly problem: string } {
  const figures: ProvisionalBody['figures'] = [];
  for (const each of tellable) {
    const text = (written[each.measure] ?? '').trim();
    if (text === '') continue;
    const value = each.money ? fenOf(text, each.unit) : /^\d{1,12}$/.test(text) ? Number(text) : undefined;
    if (value == null)
      return {
        problem: `“${each.label}”应为${each.money ? `以${each.unit}为单位的数，如 12.5` : `整数${each.unit}，如 12`}。`,
      };
    figures.push({ measure: each.measure, value });
  }
  return figures.length === 0 ? { problem: '请至少填一项，没报的留空。' } : { figures };
}

const LEAST_REASON = 5;

/** As the API has it: a reason that somebody can check later. */
export function missingFromReveal(reason: string): string | null {
  return [...reason.trim()].length < LEAST_REASON ? '请写明查看的理由，至少5个字，如：与报送单位核对参保人。' : null;
}

/** Whether an identity number stands there, masked: 370***********1234. */
export const hidesNumber = (text: string): boolean => /\d{3}\*{8,}[\dXx]{4}/.test(text);
