import { answerFailure } from './answer-failure.js';
import { EXIT } from './exit-codes.js';
import { readSettings, type UpOptions } from './up/settings.js';
import { up } from './up/up.js';

/** `duban up`: runs the live system; returns the exit code. */
export async function upCommand(options: UpOptions): Promise<number> {
  // The terminal may be gone before we are.
  process.stdout.on('error', () => undefined);
  try {
    const settings = readSettings(options, process.env);
    const say = (line: string) => process.stdout.write(`${line}\n`);
    const code = await up(settings, { json: options.json ?? false, say });
    // Forced: whatever still waits for something must not hold us.
    if (code === EXIT.interrupted) process.exit(code);
    return code;
  } catch (error) {
    return answerFailure(error);
  }
}
