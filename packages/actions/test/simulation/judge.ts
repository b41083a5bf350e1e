import { type Instant, MINUTE, plus } from '@duban/base';
import { dateOf, formatMinute } from '@duban/base/time';
import { chaseRules, isOwed, planChase } from '@duban/campaign';
import { chaseFacts } from '@duban/ledger';
import type { Envelope } from '@duban/notify';
import { CAMPAIGN, jining, type World } from '../world.ts';
import { UNTIL } from './machine.ts';

/** Watches the mails of one run; `problems` names every promise that was broken. */
export interface Judge {
  onMail(envelope: Envelope, now: Instant): Promise<void>;
  onLost(messageId: string): void;
  /** After the last look: what was due and was not done. */
  atTheEnd(offices: readonly string[]): Promise<void>;
  readonly problems: readonly string[];
  /** Chases that left. */
  readonly chases: number;
}

/** practice.md and architecture.md, "never lost, never twice, never early, never to the wrong person, never after settlement", at the moment of the mail. */
export function judgeOf({ ctx, db }: World): Judge {
  const problems: string[] = [];
  const taken = new Map<string, number>();
  const lost = new Map<string, number>();
  const slots = new Map<string, string>();
  const addresses = new Map<string, Set<string>>();
  let chases = 0;
  const blame = (what: string, { to, messageId }: Envelope, now: Instant): void => {
    problems.push(`${formatMinute(now)} ${what}：${to} ${messageId}`);
  };
  return {
    problems,
    get chases() {
      return chases;
    },
    onLost: (id) => void lost.set(id, (lost.get(id) ?? 0) + 1),
    async onMail(envelope, now) {
      const { messageId, to } = envelope;
      const times = (taken.get(messageId) ?? 0) + 1;
      taken.set(messageId, times);
      if (times > 1 + (lost.get(messageId) ?? 0)) blame('发了两次', envelope, now);
      const message = await db.selectFrom('message').selectAll().where('message_id', '=', messageId).executeTakeFirst();
      if (!message) return blame('没有这条消息', envelope, now);
      if (message.kind !== 'chase') return;
      chases++;
      const day = `${message.recipient} ${dateOf(now)}`;
      if ((slots.get(day) ?? messageId) !== messageId && times === 1) blame('一天两封催报', envelope, now);
      slots.set(day, messageId);
      if (!ctx.calendar.isWorkday(dateOf(now))) blame('休息日催报', envelope, now);
      const lines = await db
        .selectFrom('message_line as l')
        .innerJoin('obligation as o', 'o.id', 'l.obligation')
        .innerJoin('round as r', 'r.id', 'o.round')
        .select(['l.obligation', 'l.arm', 'l.slot', 'l.step', 'o.office', 'o.state', 'o.arm as current', 'r.merged_at'])
        .where('l.message', '=', message.id)
        .where('l.dropped', '=', false)
        .execute();
      if (lines.length === 0) blame('没有内容的催报', envelope, now);
      for (const line of lines) {
        if (!isOwed(line.state) || line.merged_at !== null || line.arm !== line.current)
          blame(`已了结还在催（${line.obligation} ${line.state}）`, envelope, now);
        if (line.slot > now) blame(`早于时点（${line.step}）`, envelope, now);
        if (!(await mayHear(line.office, to))) blame(`发错单位（${line.office}）`, envelope, now);
      }
    },
    async atTheEnd(offices) {
      const rules = chaseRules(jining.definition, ctx.calendar);
      for (const office of offices) {
        const facts = await chaseFacts(
          db,
          CAMPAIGN,
          office === 'taibaihu' || office === 'jingkai' ? ['taibaihu', 'jingkai'] : [office],
        );
        const { now: due } = planChase(facts, office, rules, UNTIL);
        problems.push(...due.map(({ step, obligation }) => `漏了 ${step}（${obligation}）`));
      }
      const stuck = await db
        .selectFrom('message')
        .select(['id', 'state'])
        .where('state', 'in', ['planned', 'deferred', 'unknown', 'sending'])
        .where('office', 'is', null)
        .where('kind', '=', 'chase')
        .where('send_after', '<', plus(UNTIL, -60 * MINUTE))
        .execute();
      problems.push(...stuck.map(({ id, state }) => `没有发出（${state}）：${id}`));
    },
  };

  /** Whoever serves the office, at an address that was ever theirs during the run. */
  async function mayHear(office: string, address: string): Promise<boolean> {
    const rows = await db
      .selectFrom('contact_office as s')
      .innerJoin('contact as c', (j) => j.onRef('c.campaign', '=', 's.campaign').onRef('c.id', '=', 's.contact'))
      .select('c.email')
      .where('s.campaign', '=', CAMPAIGN)
      .where('s.office', '=', office)
      .execute();
    const known = addresses.get(office) ?? new Set(wereTheirs(office));
    for (const { email } of rows) known.add(email);
    addresses.set(office, known);
    return known.has(address);
  }
}

function wereTheirs(office: string): string[] {
  return jining.definition.contacts
    .filter(({ serves }) => serves.some((s) => s.office === office))
    .map(({ email }) => email);
}
