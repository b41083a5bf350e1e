import path from 'node:path';
import { loadSeed } from '@duban/actions/load-seed';
import { stopwatch } from '@duban/base/clock';
import { DEFAULT_SEED, rehearse } from '@duban/rehearsal';
import { answerFailure } from './answer-failure.js';
import { EXIT } from './exit-codes.js';
import { outcomeTable } from './outcome-table.js';
import { progressLine } from './progress-line.js';
import { programSeeds } from './seeds-folder.js';

interface Options {
  readonly out: string;
  readonly seed?: string;
  readonly json?: boolean;
}

/** Runs a rehearsal and reports; returns the exit code. Progress goes to stderr, the result to stdout. */
export async function rehearseCommand(name: string, options: Options): Promise<number> {
  const number = options.seed === undefined ? DEFAULT_SEED : Number(options.seed);
  if (!Number.isSafeInteger(number)) {
    console.error(`--seed 要是整数，收到的是“${options.seed}”。`);
    return EXIT.usage;
  }
  const elapsed = stopwatch();
  const folder = path.resolve(options.out);
  const progress = progressLine(process.stderr);
  // Everything runs in throwaway places and every service ends with us: leaving at once loses nothing.
  process.once('SIGINT', () => {
    progress.done();
    console.error('已中断，推演没有留下任何后台程序。');
    process.exit(EXIT.interrupted);
  });
  try {
    const seed = await loadSeed(programSeeds(), name);
    process.stderr.write(
      `推演 ${seed.definition.title}（种子 ${number}，重放：duban rehearse ${name} --out ${options.out} --seed ${number}）\n`,
    );
    const { outcome } = await rehearse({ seed, number, folder, onProgress: progress.show });
    progress.done();
    if (options.json) console.log(JSON.stringify(outcome, null, 1));
    else console.log(outcomeTable(outcome, { folder: options.out, seconds: elapsed() / 1000 }));
    return outcome.proven ? EXIT.ok : EXIT.findings;
  } catch (error) {
    progress.done();
    return answerFailure(error);
  }
}
