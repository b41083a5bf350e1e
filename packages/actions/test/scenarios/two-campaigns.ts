import { chaseTick } from '@duban/actions/chase-tick';
import type { SendingContext } from '@duban/actions/context';
import { deliverMessage } from '@duban/actions/deliver-message';
import { launchCampaign } from '@duban/actions/launch-campaign';
import type { Seed } from '@duban/actions/load-seed';
import { type Instant, type LocalDate, plus } from '@duban/base';
import { formatMinute } from '@duban/base/time';
import { relayPokes } from '@duban/ledger';
import type { Mailer } from '@duban/notify';
import { CAMPAIGN, jining, jiningWorld, LAUNCH, moment, operator, type World } from '../world.ts';

export const SECOND = 'jining-second';
export const SECOND_TITLE = '2023年医保基金飞行检查整改';

/** The bureau's second campaign: the same people, the same offices, a title of its own. */
export function second(change: Partial<Seed['definition']> = {}): Seed {
  return { ...jining, definition: { ...jining.definition, id: SECOND, title: SECOND_TITLE, ...change } };
}

/** Both campaigns launched, the launch mails out of the way. */
export async function twoCampaigns(seed: Seed = second()): Promise<World> {
  const world = await jiningWorld();
  await launchCampaign(world.ctx, seed, { actor: operator, now: LAUNCH });
  await world.db.updateTable('message').set({ state: 'sent', sent_at: LAUNCH }).execute();
  return world;
}

/** The second campaign's debt of an office. */
export const alsoOwes = (office: string): string => `${SECOND}/quarterly-table/2023Q3/${office}`;

/** Another due for the same period in the second campaign. */
export const dueOn = ({ db }: World, id: string, day: LocalDate) =>
  db.updateTable('obligation').set({ original_due: day, due: day, chase_due: day }).where('id', '=', id).execute();

export interface Mail {
  readonly at: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly messageId: string;
}

interface Play {
  /** `campaign office` and when its chaser looks first. */
  readonly chasers: Readonly<Record<string, string>>;
  readonly until: string;
  readonly acts?: readonly { readonly at: string; run(): Promise<unknown> }[];
  readonly mailer?: (keep: Mailer) => Mailer;
}

/** Plays the chasers of offices of several campaigns, each with its own rhythm, and keeps every mail that left. */
export async function playBoth(world: World, { chasers, until, acts = [], mailer }: Play): Promise<Mail[]> {
  const mails: Mail[] = [];
  const keep: Mailer = {
    send: async ({ date, to, subject, text, messageId }) => {
      mails.push({ at: date.slice(5, 16).replace('T', ' '), to, subject, text, messageId });
      return { kind: 'sent', response: '250 ok' };
    },
    close: async () => undefined,
  };
  const ctx: SendingContext = { ...world.ctx, mailer: mailer?.(keep) ?? keep };
  const wake = new Map<string, Instant>(Object.entries(chasers).map(([key, from]) => [key, moment(from)]));
  const todo = [...acts];
  const relay = (now: Instant) =>
    relayPokes(world.ctx.ledger, now, async ({ workflow, input }) => {
      const key = `${input.campaign} ${input.office}`;
      // As after signal-with-start: a chaser that has not looked yet still looks when it is told to.
      if (workflow === 'office' && key in chasers)
        wake.set(key, Math.max(now, moment(chasers[key] ?? until)) as Instant);
    });
  await world.db.updateTable('poke').set({ delivered_at: LAUNCH }).execute();
  for (let looks = 0; ; looks++) {
    const [key, time] = [...wake].sort((a, b) => a[1] - b[1])[0] ?? ['', moment(until)];
    if (looks > 500) throw new Error(`a busy loop at ${formatMinute(time)}`);
    const act = todo[0];
    if (act && moment(act.at) <= Math.min(time, moment(until))) {
      todo.shift();
      await act.run();
      await relay(moment(act.at));
      continue;
    }
    if (time >= moment(until)) return mails;
    const [campaign = CAMPAIGN, office = ''] = key.split(' ');
    const { waitMs, deliver } = await chaseTick(ctx, { campaign, office, now: time });
    let wait = waitMs;
    for (const message of deliver) {
      const { waitMs: again } = await deliverMessage(ctx, { message, now: time });
      if (again !== null) wait = Math.min(wait ?? again, again);
    }
    if (wait === null) wake.delete(key);
    else wake.set(key, plus(time, wait));
    await relay(time);
  }
}
