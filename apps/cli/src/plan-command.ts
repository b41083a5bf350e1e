import { loadCalendar } from '@duban/actions/load-calendar';
import { planCalendar, planSeed } from '@duban/actions/plan-seed';
import { answerFailure } from './answer-failure.js';
import { EXIT } from './exit-codes.js';
import { planText } from './plan-text.js';
import { seedsFolder } from './seeds-folder.js';
import { folderOf } from './up/settings.js';

type Plan = Awaited<ReturnType<typeof planSeed>>;

interface Options {
  readonly seeds?: string;
  readonly data?: string;
  readonly office?: string;
  readonly json?: boolean;
  readonly ics?: boolean;
  readonly explain?: boolean;
}

/** `duban plan <seed>`: what will be asked of whom and when, and what is open; exit code 1 while something is. */
export async function planCommand(name: string, options: Options): Promise<number> {
  try {
    const { seeds, tables } = seedsFolder(options);
    const calendar = await loadCalendar(folderOf(options, process.env));
    const all = await planSeed(seeds, name, { tables, calendar });
    const plan = narrowed(all, options.office);
    if (plan === null) {
      console.error(`没有单位“${options.office}”，请用编号或简称：${officeList(all)}。`);
      return EXIT.usage;
    }
    if (options.ics) process.stdout.write(planCalendar(plan, officeId(plan, options.office)));
    else if (options.json) console.log(JSON.stringify(plan, null, 1));
    else console.log(planText(plan, options.explain === true));
    return plan.questions.length > 0 ? EXIT.findings : EXIT.ok;
  } catch (error) {
    return answerFailure(error);
  }
}

function officeId(plan: Plan, wanted: string | undefined): string | null {
  if (wanted === undefined) return null;
  if (plan.names[wanted] !== undefined) return wanted;
  return Object.entries(plan.names).find(([, name]) => name === wanted)?.[0] ?? null;
}

function officeList({ names }: Plan): string {
  return Object.entries(names)
    .map(([id, name]) => `${name} ${id}`)
    .join('、');
}

function narrowed(plan: Plan, office: string | undefined): Plan | null {
  if (office === undefined) return plan;
  const id = officeId(plan, office);
  if (id === null) return null;
  // What the bureau itself owes is not this office's.
  return { ...plan, rounds: plan.rounds.filter((round) => round.offices.includes(id)), upward: [] };
}
