import type { Board, DueMoved, ExtraBody, ExtraRequested, MoveDueBody } from '@duban/api/types';
import { dayWithWeekday, longDay, minuteText, readMoment, weekdayText } from '../../shared/china-time.js';

/** Dues as they are said for an urgent request (practice.md 13). */
export const usualDues = ['今日17:00前', '接电后2小时内', '明日12:00前'] as const;

/** What a form of a campaign says beside its button: that it was ended meanwhile, or what the last try brought. */
export function standsInTheWay({ status }: Pick<Board, 'status'>, refusal: string | null): string | null {
  if (status !== 'closed') return refusal;
  return '专项刚刚已被结束，不能再加报或修改。写好的内容还在这里，需要的请先复制，再关闭窗口。';
}

export interface ExtraForm {
  readonly title: string;
  readonly due: string;
  /** null: all offices. */
  readonly offices: readonly { readonly id: string }[] | null;
}

/** What is still missing of a 加报, in words; null when it may be looked at. The API decides in the end. */
export function missingFromExtra({ title, due, offices }: ExtraForm): string | null {
  if (title.trim() === '') return '请写报什么，如：骨科耗材排查数。';
  if (due.trim() === '') return '请写时限，如：今日17:00前。';
  return offices?.length === 0 ? '请选择单位，或改选“全部单位”。' : null;
}

export function extraBody({ title, due, offices }: ExtraForm): Omit<ExtraBody, 'only'> {
  return { title: title.trim(), due: due.trim(), offices: offices?.map(({ id }) => id) ?? null };
}

/** `2 家须在 2023年11月15日（周三）17:00 前报送`: with its year, since hours may be counted into the next one. */
export function extraSentence({ offices, due }: Pick<ExtraRequested, 'offices' | 'due'>): string {
  const { day, time } = readMoment({ at: due, endsDay: true });
  return `${offices} 家须在 ${longDay(day)}（${weekdayText(day)}）${time} 前报送`;
}

/** `2023-11-15 09:00 加报通知；2023-11-15 15:00 截止前2小时`, or that nobody is chased. */
export function stepsSentence(steps: ExtraRequested['steps']): string {
  return `催报：${steps.map(({ at, name }) => `${minuteText(at)} ${name}`).join('；') || '不催报'}`;
}

export interface DueForm {
  readonly round: string | null;
  readonly due: string;
  readonly cutOff: string;
  readonly reason: string;
}

/** The rounds whose due may still be moved: not merged ones. */
export function movable(rounds: Board['rounds']): Board['rounds'] {
  return rounds.filter(({ mergedAt }) => mergedAt === null);
}

/** As {@link missingFromExtra}, of a due that is moved. */
export function missingFromDue({ round, due, cutOff, reason }: DueForm): string | null {
  if (round === null) return '请选择期次。';
  if (due === '' || cutOff === '') return '请填写新的时限和最迟汇总日。';
  if (cutOff < due) return '最迟汇总日不能早于新的时限。';
  return reason.trim() === '' ? '请写明理由。' : null;
}

export function dueBody({ round, due, cutOff, reason }: DueForm): Omit<MoveDueBody, 'only'> {
  return { round: round ?? '', due, cutOff, reason: reason.trim() };
}

/** `9 项改按 12月20日（周三） 催报，另有 2 项按各自更晚的时限，3 项已报待审核；1 项已了结，不变` */
export function movedSentence(
  { redated, later, handedIn, untouched }: Pick<DueMoved, 'redated' | 'later' | 'handedIn' | 'untouched'>,
  due: string,
): string {
  const chased = redated === 0 ? '没有要改的报送任务' : `${redated} 项改按 ${dayWithWeekday(due)} 催报`;
  const own = later === 0 ? '' : `${later} 项按各自更晚的时限`;
  const others = [own, handedIn === 0 ? '' : `${handedIn} 项已报待审核`].filter(Boolean).join('，');
  const stays = untouched === 0 ? '' : `；${untouched} 项已了结，不变`;
  return `${chased}${others === '' ? '' : `，另有 ${others}`}${stays}`;
}

/** The first thing that happens then, for the notice after it was done. */
export function thenSentence(next: Board['next']): string {
  const [first] = next;
  if (first === undefined) return '接下来没有安排';
  const { day, time } = readMoment(first);
  return `接下来：${day} ${time} ${[first.step, first.office, first.what].filter(Boolean).join(' ')}`;
}
