import { checkpointAudit } from '@duban/actions/checkpoint-audit';
import { chooseSealAlgorithm } from '@duban/actions/choose-seal-algorithm';
import { sealEvents } from '@duban/actions/seal-events';
import { systemClock } from '@duban/base/clock';
import { chainHead } from '@duban/ledger';
import { algorithmOf } from './audit/options.js';
import { withLedger } from './audit/with-ledger.js';
import { auditWords as words } from './audit/wording.js';
import { BY_TERMINAL } from './by-terminal.js';
import { EXIT } from './exit-codes.js';

/** `duban audit seal`: seals what waits now, and writes down how long the chain is; prints its head, to be kept elsewhere. Returns the exit code. */
export function auditSealCommand(options: {
  readonly algorithm?: string;
  readonly json?: boolean;
  readonly data?: string;
}): Promise<number> {
  return withLedger(options, async ({ ledger, secret, folder }) => {
    const by = { actor: BY_TERMINAL, folder, now: systemClock.now() };
    const algorithm = algorithmOf(options.algorithm);
    if (algorithm !== undefined) await chooseSealAlgorithm({ ledger }, { ...by, algorithm });
    const sealed = await sealEvents({ ledger }, by);
    // Without the installation's secret nobody could tell its checkpoint from a forged one.
    const checkpoint = secret === null ? null : await checkpointAudit({ ledger, secret }, { ...by, daily: false });
    const head = await chainHead(ledger.db);
    if (options.json) console.log(JSON.stringify({ sealed, head, checkpoint }));
    else
      console.log(
        [
          ...(algorithm === undefined ? [] : [words.algorithm(algorithm)]),
          words.sealed(sealed),
          ...(checkpoint === null ? [] : [words.checkpointed(checkpoint.day)]),
          words.head(`${head.n}:${head.hash}`),
        ].join('\n'),
      );
    return EXIT.ok;
  });
}
