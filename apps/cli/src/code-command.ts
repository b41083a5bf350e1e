import { DubanError } from '@duban/base';
import { openLedger } from '@duban/ledger';
import { readRuntime, stillRuns } from '@duban/runtime';
import { answerFailure } from './answer-failure.js';
import { EXIT } from './exit-codes.js';
import { folderOf } from './up/settings.js';
import { newSignInCode } from './up/sign-in-code.js';

/** `duban code`: prints a one-time sign-in code for the system that runs; returns the exit code. */
export async function codeCommand(options: { readonly data?: string; readonly json?: boolean }): Promise<number> {
  try {
    const folder = folderOf(options, process.env);
    const runtime = await readRuntime(folder);
    if (runtime?.databaseUrl == null || !(await stillRuns(runtime))) throw new DubanError('not-running', { folder });
    const ledger = await openLedger(runtime.databaseUrl, { connections: 1 });
    try {
      const { code, expiresAt } = await newSignInCode(ledger);
      const { address } = runtime;
      console.log(
        options.json
          ? JSON.stringify({ code, expiresAt, address })
          : `登录码 ${code}（30 分钟内有效，只能用一次）${address === null ? '' : `，打开 ${address} 登录`}`,
      );
    } finally {
      await ledger.close();
    }
    return EXIT.ok;
  } catch (error) {
    return answerFailure(error);
  }
}
