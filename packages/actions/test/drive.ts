import { chaseTick } from '@duban/actions/chase-tick';
import type { SendingContext } from '@duban/actions/context';
import { deliverMessage } from '@duban/actions/deliver-message';
import { type Instant, plus } from '@duban/base';
import { formatMinute } from '@duban/base/time';
import { relayPokes } from '@duban/ledger';
import type { Envelope, Mailer } from '@duban/notify';
import { CAMPAIGN, moment, type World } from './world.ts';

/** A mailer that keeps what it is given and says that it was sent. */
export function recordingMailer(): { mailer: Mailer; sent: Envelope[] } {
  const sent: Envelope[] = [];
  const mailer: Mailer = {
    send: async (envelope) => {
      sent.push(envelope);
      return { kind: 'sent', response: '250 ok' };
    },
    close: async () => undefined,
  };
  return { mailer, sent };
}

/** A mail server that takes nothing. */
export const downMailer: Mailer = {
  send: async () => ({ kind: 'deferred', reason: '451 try again later' }),
  close: async () => undefined,
};

export interface Act {
  readonly at: string;
  run(): Promise<unknown>;
}

export interface Drive {
  readonly offices: readonly string[];
  readonly from: string;
  readonly until: string;
  /** What people do meanwhile, in order of time. */
  readonly acts?: readonly Act[];
  readonly mailer?: Mailer;
}

export interface Driven {
  /** How often an office looked at the ledger. */
  readonly ticks: number;
  /** `2023-10-09 15:05 jg-a@yanzhou.example 【明日到期】…` */
  readonly sent: readonly string[];
  readonly mails: readonly Envelope[];
  /** The last summary of each office. */
  readonly summaries: ReadonlyMap<string, string>;
  readonly waits: readonly (number | null)[];
}

/** A busy loop, if there is one, ends here. */
const MOST_TICKS = 2_000;

/** Plays the office workflows without Temporal: each ticks, delivers and waits as its activity says; pokes wake it. */
export async function drive(world: World, { offices, from, until, acts = [], mailer }: Drive): Promise<Driven> {
  const recorded = recordingMailer();
  const ctx: SendingContext = { ...world.ctx, mailer: mailer ?? recorded.mailer };
  const wake = new Map<string, Instant>(offices.map((office) => [office, moment(from)]));
  const summaries = new Map<string, string>();
  const waits: (number | null)[] = [];
  const todo = [...acts];
  const end = moment(until);
  const relay = (now: Instant) =>
    relayPokes(world.ctx.ledger, now, async ({ workflow, input }) => {
      if (workflow === 'office' && offices.includes(String(input.office))) wake.set(String(input.office), now);
    });
  await relay(moment(from));
  for (;;) {
    const [office, time] = [...wake].sort((a, b) => a[1] - b[1])[0] ?? ['', end];
    const act = todo[0];
    if (act && moment(act.at) <= Math.min(time, end)) {
      todo.shift();
      await act.run();
      await relay(moment(act.at));
      continue;
    }
    if (office === '' || time >= end) break;
    const tick = await chaseTick(ctx, { campaign: CAMPAIGN, office, now: time });
    summaries.set(office, tick.summary);
    waits.push(tick.waitMs);
    if (waits.length > MOST_TICKS) throw new Error(`a busy loop at ${formatMinute(time)}`);
    let wait = tick.waitMs;
    for (const message of tick.deliver) {
      const delivery = await deliverMessage(ctx, { message, now: time });
      if (delivery.waitMs !== null) wait = Math.min(wait ?? delivery.waitMs, delivery.waitMs);
    }
    if (wait === null) wake.delete(office);
    else wake.set(office, plus(time, wait));
    await relay(time);
  }
  const sent = recorded.sent.map((mail) => `${mail.date.slice(0, 16).replace('T', ' ')} ${mail.to} ${mail.subject}`);
  return { ticks: waits.length, sent, mails: recorded.sent, summaries, waits };
}
