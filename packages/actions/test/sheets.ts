import { decide } from '@duban/actions/decide';
import { handIn, type Receipt } from '@duban/actions/hand-in';
import { registerHandIn } from '@duban/actions/register-hand-in';
import { templateFor } from '@duban/actions/template-for';
import { writeCountyReport } from '@duban/documents';
import type { Channel } from '@duban/ledger';
import { type CellKey, cellKey, cumulate, type Grid, measuresOf, type Value } from '@duban/tables';
import { clerkOf, moment, operator, owes, t1, type World } from './world.ts';

const WAN = 1_000_000;
/** Parts first, their totals added up (tables.md, checks 1 and 8); every other measure is 2, money 1 万元. */
const FIGURES: Readonly<Record<string, number>> = {
  instHosp: 100,
  instPharm: 200,
  chkInst: 30,
  chkHosp: 20,
  chkPub2: 5,
  chkBase: 7,
  chkPriv: 6,
  chkOther: 2,
  chkPharm: 10,
  chkVisits: 44,
  hdlInst: 12,
  hdlTalk: 9,
  hdlRectify: 8,
  persHandled: 6,
  amtRecover: 300 * WAN,
  amtSelf: 100 * WAN,
  amtCheck: 150 * WAN + 1,
  amtRefused: 50 * WAN - 1,
  // Recognised since the start of the campaign, so never below what has been paid in.
  amtPayable: 400 * WAN,
};

/** A sheet of T1 without an E finding, following on `previous`; `times` makes offices differ. */
export function cleanGrid(previous: Grid = {}, times = 1): Grid {
  const grid: Partial<Record<CellKey, Value>> = {};
  for (const measure of measuresOf(t1)) {
    if (measure.kind === 'ratio') continue;
    grid[cellKey(measure.key, 'current')] = null;
    if (measure.kind === 'text') continue;
    const value = (FIGURES[measure.key] ?? (measure.kind === 'money' ? WAN : 2)) * times;
    grid[cellKey(measure.key, 'current')] = value;
    if (measure.semantics === 'flow-additive') grid[cellKey(measure.key, 'adjust')] = 0;
    if (measure.semantics !== 'flow-distinct') continue;
    const before = previous[cellKey(measure.key, 'cumulative')];
    grid[cellKey(measure.key, 'cumulative')] = value + (typeof before === 'number' ? before : 0);
  }
  return cumulate(t1, grid, previous);
}

const header = { unitLeader: '负责人', reviewer: '审核人', filler: '填报人', phone: '0537-0000000' };

export interface Filling {
  readonly previous?: Grid;
  readonly times?: number;
  /** Figures that replace those of the clean grid. */
  readonly change?: Grid;
  /** Cells as a careless clerk would type them. */
  readonly raw?: Readonly<Partial<Record<CellKey, string>>>;
}

/** The office's own template, filled in. */
export async function filledSheet({ ctx }: World, obligation: string, filling: Filling = {}): Promise<Uint8Array> {
  return ctx.workbooks.fill({
    bytes: await templateFor(ctx, obligation),
    table: t1,
    grid: { ...cleanGrid(filling.previous, filling.times), ...filling.change },
    header,
    raw: filling.raw ?? {},
  });
}

/** A report with enough words to be one. */
export function filledReport(office: string): Promise<Uint8Array> {
  const paragraph = '专项整治期间，本单位按照通知要求开展排查，对发现的问题逐一整改，有关数据见统计表。';
  return writeCountyReport({ office, title: '总结报告', paragraphs: ['一、组织领导', ...Array(8).fill(paragraph)] });
}

/** How a file comes: by default from the office's A, by mail. */
export interface Coming {
  readonly office: string;
  readonly period?: string;
  readonly at: string;
  readonly bytes?: Uint8Array;
  readonly name?: string;
  readonly channel?: Channel;
  readonly contact?: string;
  readonly filling?: Filling;
}

export async function send(world: World, coming: Coming): Promise<Receipt> {
  const { office, period = '2023Q3', channel = 'mail' } = coming;
  const id = owes(office, period);
  const report = period === 'final';
  const make = () => (report ? filledReport(office) : filledSheet(world, id, coming.filling));
  const file = { name: coming.name ?? (report ? '总结.docx' : '统计表.xlsx'), bytes: coming.bytes ?? (await make()) };
  if (channel === 'registered') return (await registered(world, { ...coming, file })).receipt;
  const contact = coming.contact ?? `${office}-a`;
  return handIn(world.ctx, { obligation: id, file, channel, contact, actor: clerkOf(office), now: moment(coming.at) });
}

/** 代收登记 by the operator; `at` is the true arrival, `on` (the same, if left out) when it is registered. */
export function registered(
  { ctx }: World,
  coming: Coming & { readonly file: { readonly name: string; readonly bytes: Uint8Array }; readonly on?: string },
) {
  return registerHandIn(ctx, {
    obligation: owes(coming.office, coming.period),
    file: coming.file,
    arrivedAt: moment(coming.at),
    way: 'oa',
    evidence: null,
    note: 'OA收文登记簿第12号',
    actor: operator,
    now: moment(coming.on ?? coming.at),
  });
}

/** A clean sheet that an officer accepts at the moment it comes. */
export async function sendAndAccept(world: World, coming: Coming): Promise<Receipt> {
  const receipt = await send(world, coming);
  await decide(world.ctx, {
    obligation: owes(coming.office, coming.period),
    submission: receipt.submission,
    kind: 'accept',
    reason: '',
    due: null,
    actor: operator,
    now: moment(coming.at),
  });
  return receipt;
}
