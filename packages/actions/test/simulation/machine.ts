import { campaignTick } from '@duban/actions/campaign-tick';
import { chaseTick, type Leaving } from '@duban/actions/chase-tick';
import type { SendingContext } from '@duban/actions/context';
import { deliverMessage } from '@duban/actions/deliver-message';
import { HOUR, type Instant, MINUTE, plus } from '@duban/base';
import { type Dice, dice } from '@duban/base/dice';
import { addDays, at, formatMinute, localDate } from '@duban/base/time';
import { type Ledger, relayPokes, type Tx } from '@duban/ledger';
import type { Envelope } from '@duban/notify';
import { CAMPAIGN, type World } from '../world.ts';
import { type Act, allowingRefusals, momentNear } from './act.ts';

/** What a play needs; a planted bug is one field that is not as it should be. */
export interface Machine {
  readonly seed: number;
  readonly offices: readonly string[];
  readonly acts: readonly Act[];
  /** Told of every mail that a mail server took, at that moment. */
  onMail(envelope: Envelope, now: Instant): Promise<void>;
  /** The attempt's record was lost: a repeat with the same Message-ID is allowed. */
  onLost(messageId: string): void;
  /** The mail server refused the address for good. */
  onDead(address: string): void;
  /** After each moment: whether enough was seen. */
  enough(): boolean;
  /** The ledger that a delivery works on. */
  readonly sending: Ledger;
  readonly bugs: {
    /** No morning looks for what got lost. */
    readonly withoutSweep?: boolean;
    /** A look that crashed is taken for done. */
    readonly withoutRetry?: boolean;
    /** How far the clock of whoever looks goes ahead. */
    readonly aheadMs?: number;
  };
}

const FROM = at(localDate('2023-12-04'), '00:00');
/** From here on nothing fails, so that what was missed can be made up for. */
const CALM = at(localDate('2023-12-15'), '00:00');
/** In office hours, or nothing would be due: the cut-off is the end of that day. */
export const UNTIL = at(localDate('2023-12-18'), '17:00');
const MOST_TICKS = 3_000;

class Crash extends Error {}

/** Plays office workflows on the ledger while looks crash before their commit, pokes get lost or come twice, and mail is slow, refused for now, or lost after it was taken. */
export async function run(world: World, machine: Machine): Promise<void> {
  const thrown = dice(machine.seed, 'machine');
  const { bugs } = machine;
  const wake = new Map<string, Instant>(machine.offices.map((office) => [office, FROM]));
  /** What an office sends when it wakes, instead of a look, unless it was poked. */
  const leaving = new Map<string, Leaving>();
  const acts = [...machine.acts].sort((a, b) => a.at - b.at || (a.name < b.name ? -1 : 1));
  const days = bugs.withoutSweep ? 0 : 15;
  const mornings = Array.from({ length: days }, (_, i) => at(addDays(localDate('2023-12-04'), i), '08:30'));
  const down = mailDown(dice(machine.seed, 'mail server'));
  let now = FROM;
  const calm = (): boolean => now >= CALM;
  const relay = () =>
    relayPokes(world.ctx.ledger, now, async ({ workflow, input }) => {
      const office = String(input.office);
      // The row is marked as delivered, and nobody heard: the morning's sweep has to find it.
      if (workflow !== 'office' || !machine.offices.includes(office) || (!calm() && thrown.chance(15))) return;
      wake.set(office, now);
      leaving.delete(office);
    });
  const crashing: Ledger = {
    ...world.ctx.ledger,
    transaction: (work) =>
      world.ctx.ledger.transaction(async (tx: Tx) => {
        await work(tx);
        throw new Crash();
      }),
  };
  const sending = (die: () => void): SendingContext => ({
    ...world.ctx,
    ledger: machine.sending,
    mailer: {
      send: async (envelope) => {
        if (down !== null && down.from <= now && now < down.until) return { kind: 'deferred', reason: '451 稍后再试' };
        const fate = calm() ? 100 : thrown.between(0, 99);
        if (fate < 8) return { kind: 'deferred', reason: '451 稍后再试' };
        // Before the mail server answered: nothing was taken.
        if (fate < 11) return dead(die);
        if (fate < 13) {
          machine.onDead(envelope.to);
          return { kind: 'refused', reason: '550 无此用户', deadAddress: true };
        }
        await machine.onMail(envelope, now);
        if (fate >= 18) return { kind: 'sent', response: '250 ok' };
        machine.onLost(envelope.messageId);
        return dead(die);
      },
      close: async () => undefined,
    },
  });
  for (let ticks = 0; !machine.enough(); ) {
    const [office, time] = [...wake].sort((a, b) => a[1] - b[1] || (a[0] < b[0] ? -1 : 1))[0] ?? ['', UNTIL];
    const act = acts[0];
    const morning = mornings[0];
    const next = Math.min(act?.at ?? UNTIL, morning ?? UNTIL, time);
    if (next >= UNTIL) return;
    if (act && act.at === next) {
      acts.shift();
      now = act.at;
      await allowingRefusals(act);
    } else if (morning === next) {
      mornings.shift();
      now = morning;
      await campaignTick(world.ctx, { campaign: CAMPAIGN, now });
    } else {
      now = time;
      if (++ticks > MOST_TICKS) throw new Error(`a busy loop at ${formatMinute(now)}`);
      const wait = await oneWake(office);
      if (wait === null) wake.delete(office);
      else wake.set(office, plus(now, wait));
    }
    await relay();
  }

  async function oneWake(office: string): Promise<number | null> {
    const left = leaving.get(office);
    if (!left) return oneLook(office);
    leaving.delete(office);
    return sooner(left.restMs, await deliverEach(left.messages));
  }

  async function oneLook(office: string): Promise<number | null> {
    const where = { campaign: CAMPAIGN, office, now: plus(now, bugs.aheadMs ?? 0) };
    if (!calm() && thrown.chance(5)) {
      await chaseTick({ ...world.ctx, ledger: crashing }, where).catch((error: unknown) => {
        if (!(error instanceof Crash)) throw error;
      });
      return bugs.withoutRetry ? null : MINUTE / 6;
    }
    const looks = thrown.chance(10)
      ? [chaseTick(world.ctx, where), chaseTick(world.ctx, where)]
      : [chaseTick(world.ctx, where)];
    const [tick] = await Promise.all(looks);
    if (!tick) throw new RangeError('no look');
    const again = await deliverEach(tick.deliver);
    if (tick.leaving && again === null) leaving.set(office, tick.leaving);
    return sooner(tick.waitMs, again);
  }

  /** One attempt each, one after the other; answers when one of them may be tried again. */
  async function deliverEach(messages: readonly string[]): Promise<number | null> {
    const at = plus(now, bugs.aheadMs ?? 0);
    let next: number | null = null;
    for (const message of messages) {
      let die: () => void = () => undefined;
      const died = new Promise<null>((resolve) => {
        die = () => resolve(null);
      });
      // A process that died leaves its attempt as it was: whoever comes next finds the lease.
      const delivery = await Promise.race([deliverMessage(sending(die), { message, now: at }), died]);
      next = sooner(next, delivery === null ? MINUTE : delivery.waitMs);
      if (delivery === null) break;
    }
    return next;
  }
}

function sooner(a: number | null, b: number | null): number | null {
  if (a === null) return b;
  return b === null ? a : Math.min(a, b);
}

/** Now and then the mail server takes nothing for hours, or over a night, or over a weekend. */
function mailDown(thrown: Dice): { readonly from: Instant; readonly until: Instant } | null {
  if (!thrown.chance(30)) return null;
  const from = momentNear(thrown, thrown.pick(['2023-12-05', '2023-12-07', '2023-12-08', '2023-12-11']));
  return { from, until: plus(from, thrown.between(1, 40) * HOUR) };
}

/** The process dies while it waits for the mail server. */
function dead(die: () => void): Promise<never> {
  die();
  return new Promise(() => undefined);
}
