import path from 'node:path';
import { loadSeed } from '@duban/actions/load-seed';
import { stopwatch } from '@duban/base/clock';
import { firstDay, loadBehaviour, rehearse } from '@duban/rehearsal';
import { answerFailure } from './answer-failure.js';
import { EXIT } from './exit-codes.js';
import { outcomeTable } from './outcome-table.js';
import { progressLine } from './progress-line.js';
import { compareCommand } from './rehearse/compare-command.js';
import { launchOf, numberOf, type Options, speedOf, WrongUse } from './rehearse/options.js';
import { showDays } from './rehearse/show-days.js';
import { seedsFolder } from './seeds-folder.js';

/** Runs a rehearsal and reports; returns the exit code. Progress goes to stderr, the result to stdout. */
export async function rehearseCommand(name: string, options: Options): Promise<number> {
  const progress = progressLine(process.stderr);
  try {
    const folders = seedsFolder(options);
    if (options.compare !== undefined) return await compareCommand(name, options, folders);
    return await rehearsed(name, { options, folders, progress });
  } catch (error) {
    progress.done();
    if (!(error instanceof WrongUse)) return answerFailure(error);
    console.error(error.message);
    return EXIT.usage;
  }
}

interface Run {
  readonly options: Options;
  readonly folders: ReturnType<typeof seedsFolder>;
  readonly progress: ReturnType<typeof progressLine>;
}

async function rehearsed(name: string, { options, folders, progress }: Run): Promise<number> {
  const number = numberOf(options);
  if (options.from !== undefined) throw new WrongUse('--from 要与 --compare 同用。');
  if (options.out === undefined) throw new WrongUse('请用 --out 写明结果放在哪个文件夹。');
  const onDay = showDays({
    speed: speedOf(options),
    step: options.step ?? false,
    stdin: process.stdin,
    stderr: process.stderr,
    makeRoom: progress.done,
  });
  const elapsed = stopwatch();
  const folder = path.resolve(options.out);
  const seed = await loadSeed(folders.seeds, name, { tables: folders.tables });
  const launch = launchOf(options, () => firstDay(seed));
  const behaviour = await loadBehaviour(options.profile ?? 'usual');
  // Everything runs in throwaway places and every service ends with us: leaving at once loses nothing.
  process.once('SIGINT', () => {
    progress.done();
    console.error('已中断，推演没有留下任何后台程序。');
    process.exit(EXIT.interrupted);
  });
  process.stderr.write(
    `推演 ${seed.definition.title}（种子 ${number}，重放：duban rehearse ${name} --out ${options.out} --seed ${number}${replayed(options)}）\n`,
  );
  const { outcome } = await rehearse({
    ...{ seed, number, folder, behaviour, launch },
    onProgress: progress.show,
    ...(onDay ? { onDay } : {}),
    ...(options.temporal ? { temporal: {} } : {}),
  });
  progress.done();
  if (options.json) console.log(JSON.stringify(outcome, null, 1));
  else console.log(outcomeTable(outcome, { folder: options.out, seconds: elapsed() / 1000 }));
  return outcome.proven ? EXIT.ok : EXIT.findings;
}

/** What else decides the outcome. */
function replayed({ profile, year, launch, seeds }: Options): string {
  const given = { profile, year, launch, seeds };
  return Object.entries(given)
    .flatMap(([option, value]) => (value === undefined ? [] : [` --${option} ${value}`]))
    .join('');
}
