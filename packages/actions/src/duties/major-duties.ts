import { HOUR, type Instant, MINUTE, plus } from '@duban/base';
import { chineseDate, dateOf, timeOf } from '@duban/base/time';
import type { CampaignDefinition, ImmediateReport } from '@duban/campaign';
import type { Db } from '@duban/ledger';
import { sql } from 'kysely';
import { type Duty, type DutyStep, dutyId } from './duty.js';

/** 事发1小时内电话、2小时内书面 (practice.md, phrases), where no duty of the notice says other hours. */
const USUAL: ImmediateReport = { phoneHours: 1, writtenHours: 2, to: null };

/** How long before its minute the officer is reminded. */
const WARN_MS = 20 * MINUTE;

/** A major clue or case: with its number it names its duties for good. */
export interface Major {
  readonly kind: 'clue' | 'case';
  readonly number: number;
  readonly since: Instant;
}

/** The major clues, then the major cases. */
export function selectMajors(db: Db, campaign: string) {
  return db
    .selectFrom('clue')
    .select([sql<Major['kind']>`'clue'`.as('kind'), 'number', 'registered_at as since'])
    .where('campaign', '=', campaign)
    .where('major', '=', true)
    .unionAll(
      db
        .selectFrom('case_file as c')
        .leftJoin('clue as l', 'l.id', 'c.clue')
        .select([sql<Major['kind']>`'case'`.as('kind'), 'c.number', 'c.opened_at as since'])
        .where('c.campaign', '=', campaign)
        .where('c.major', '=', true)
        // A case of a clue that was reported as major is the same matter: it was told then.
        .where((eb) => eb.or([eb('l.major', 'is', null), eb('l.major', '=', false)])),
    )
    .orderBy('kind', 'desc')
    .orderBy('number');
}

/** Immediate reports: a major clue or case has two clocks from its registration, also at night and on days of rest. */
export function majorDuties(majors: readonly Major[], definition: CampaignDefinition): Duty[] {
  return majors.flatMap((major) => reportsOf(definition, major));
}

function reportsOf(definition: CampaignDefinition, major: Major): Duty[] {
  const { phoneHours, writtenHours, to, phone } = definition.duties.find((d) => d.immediate)?.immediate ?? USUAL;
  const whom = to ?? '上级医保部门';
  const common = { definition, major, to: whom, phone };
  return [
    reportOf({ ...common, way: 'phone', verb: `电话报告${whom}`, within: phoneHours }),
    reportOf({ ...common, way: 'written', verb: `书面报告${whom}`, within: writtenHours }),
  ];
}

interface Report {
  readonly definition: CampaignDefinition;
  readonly major: Major;
  readonly to: string;
  readonly phone: string | undefined;
  readonly way: 'phone' | 'written';
  readonly verb: string;
  /** Hours. */
  readonly within: number;
}

/** The officer before its minute, the section chief on it, the leader an hour after. */
function reportOf({ definition, major, to, phone, way, verb, within }: Report): Duty {
  const { kind, number, since } = major;
  const name = kind === 'clue' ? `重大线索第${number}号` : `重大案件第${number}号`;
  const due = plus(since, within * HOUR);
  const dueText = `${chineseDate(dateOf(due))}${timeOf(due)}`;
  const steps: DutyStep[] = [
    { at: plus(due, -WARN_MS), to: 'operator', standing: `还没有${verb}：请立即办理。` },
    { at: due, to: 'chief', standing: `还没有${verb}：请督促。` },
    { at: plus(due, HOUR), to: 'leader', standing: `还没有${verb}：请过问。` },
  ];
  return {
    id: dutyId(definition.id, `major/${kind}/${number}/${way}`),
    heading: '重大案件上报',
    what: `${name}${way === 'phone' ? '电话报告' : '书面报告'}`,
    ...{ due, dueText, toWhom: to, missing: [], urgent: true, steps: steps.filter(({ at }) => at > since) },
    task: {
      title: `${verb}：${name}，${dueText}前（登记后${within}小时内）`,
      ...{ by: 'operator', script: `major-${way}`, office: null, from: since },
      // On the call list, with its number and what to say: written down is who took it.
      ...(way === 'phone' ? { kind: 'call' as const, phone } : {}),
    },
  };
}
