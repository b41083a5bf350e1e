import { addDays } from '@duban/base/time';
import { expect, it, vi } from 'vitest';
import { type ChaseObligation, defaultLadder } from '../../src/index.js';
import { rules } from '../chase-world.js';
import type { Fault } from './course.js';
import { judge, type Rule } from './judge.js';
import { play } from './machine.js';

/*
 * The test of the test: systems that are built wrong in one place. A simulation that does not find them would find nothing.
 */

vi.setConfig({ testTimeout: 600_000 });

/** Every day of the week is worked. */
const restless = { ...rules.calendar, isWorkday: () => true };
const MOST_SEEDS = 400;

const planted: readonly { readonly fault: string; readonly built: Fault; readonly breaks: Rule }[] = [
  { fault: 'weekends and holidays are worked', built: { rules: { ...rules, calendar: restless } }, breaks: 'rest-day' },
  {
    fault: 'the office never closes',
    built: { rules: { ...rules, hours: { open: '00:00' as never, close: '24:00' as never } } },
    breaks: 'rest-day',
  },
  { fault: 'the due is counted a day early', built: { fact: (fact) => dueMoved(fact, -1) }, breaks: 'early' },
  { fault: 'the due is counted a week late', built: { fact: (fact) => dueMoved(fact, 7) }, breaks: 'lost' },
  { fault: 'what was done is forgotten', built: { fact: (fact) => ({ ...fact, done: [] }) }, breaks: 'twice' },
  {
    fault: 'ids are thrown and two looks see the same ledger',
    built: { without: 'lock', messageKey: (key, { tick }) => `${key}/${tick}` },
    breaks: 'twice',
  },
  {
    fault: 'a message is keyed by office, not by person',
    built: { messageKey: (key, { office }) => `${key}/${office}` },
    breaks: 'twice',
  },
  { fault: 'a delivery does not read the debts again', built: { without: 'claim' }, breaks: 'after-settlement' },
  {
    fault: 'calls stay on the list when the sheet has come',
    built: { without: 'cancelling' },
    breaks: 'after-settlement',
  },
  {
    fault: 'whoever handed in is chased on',
    built: { fact: (fact) => ({ ...fact, state: fact.state === 'received' ? 'expected' : fact.state }) },
    breaks: 'after-settlement',
  },
  {
    fault: 'a closed round is chased on',
    built: { fact: (fact) => ({ ...fact, closed: false }) },
    breaks: 'after-settlement',
  },
  {
    fault: 'a promise is not heard',
    built: { fact: (fact) => ({ ...fact, promise: null }) },
    breaks: 'early',
  },
  {
    fault: 'a broken promise is forgotten',
    built: { steps: (steps) => steps.filter(({ step }) => !step.startsWith('promise-broken')) },
    breaks: 'lost',
  },
  { fault: 'a return does not begin the ladder anew', built: { without: 'rearming' }, breaks: 'lost' },
  { fault: 'a lost poke is never made up for', built: { without: 'sweep' }, breaks: 'lost' },
  { fault: 'a rolled back look is taken for done', built: { without: 'retry' }, breaks: 'lost' },
  {
    fault: 'an urgent request waits for the working day',
    built: { rules: { ...rules, own: new Map([['urgent', defaultLadder]]) } },
    breaks: 'lost',
  },
  {
    fault: 'an urgent request is forgotten when its call brought nothing',
    built: { steps: (steps) => steps.filter((s) => !(s.obligation.startsWith('urgent/') && s.step === 'T+1-call')) },
    breaks: 'lost',
  },
  {
    fault: 'a step that was missed is done at every hour it asked for',
    built: { without: 'clock' },
    breaks: 'volley',
  },
  {
    fault: 'a superior is chased like everybody',
    built: { fact: (fact) => ({ ...fact, standing: 'subordinate' }) },
    breaks: 'wrong-person',
  },
  {
    fault: 'who has left is still written to',
    built: { people: ({ serving, absences }) => ({ serving: serving.map((p) => ({ ...p, until: null })), absences }) },
    breaks: 'wrong-person',
  },
  {
    fault: 'who is on leave is written to',
    built: { people: ({ serving }) => ({ serving, absences: [] }) },
    breaks: 'wrong-person',
  },
];

function dueMoved(fact: ChaseObligation, days: number): ChaseObligation {
  return { ...fact, due: addDays(fact.due, days) };
}

it.each(planted)('finds that $fault', ({ built, breaks }) => {
  const found = new Set<Rule>();
  for (let seed = 1; seed <= MOST_SEEDS && !found.has(breaks); seed++) {
    for (const { rule } of judge(play(seed, built))) found.add(rule);
  }
  expect([...found]).toContain(breaks);
});
