import { DubanError } from '@duban/base';
import { EXIT } from './exit-codes.js';

/** Says what went wrong and returns the exit code for it. */
export function answerFailure(error: unknown): number {
  if (!(error instanceof DubanError)) {
    console.error(error);
    return EXIT.failure;
  }
  console.error(error.message);
  return ['bad-input', 'not-found', 'refused', 'conflict'].includes(error.kind) ? EXIT.usage : EXIT.failure;
}
