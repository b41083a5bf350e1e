import { DubanError } from '@duban/base';
import { openLedger } from '@duban/ledger';
import { answerFailure } from './answer-failure.js';
import { EXIT } from './exit-codes.js';
import { runningDatabase } from './running-on.js';
import { accountCode } from './up/account-code.js';
import { folderOf } from './up/settings.js';
import { newSignInCode } from './up/sign-in-code.js';

export interface CodeOptions {
  readonly data?: string;
  readonly json?: boolean;
  /** A login: the code sets the password of this account. */
  readonly account?: string;
  /** The account's app is lost as well: another is bound with the code. */
  readonly resetFactor?: boolean;
}

/**
 * `duban code`: prints a one-time code for the system that runs; returns the exit code. During the trial it opens the board; after that
 * it sets the password of one account that is named.
 */
export async function codeCommand(options: CodeOptions): Promise<number> {
  try {
    if (options.resetFactor && options.account === undefined)
      throw new DubanError('setting-invalid', { name: '--reset-factor', problem: '要和 --account 一起用' });
    const folder = folderOf(options, process.env);
    const { databaseUrl, address } = await runningDatabase(folder);
    const ledger = await openLedger(databaseUrl, { connections: 1 });
    try {
      const { account, resetFactor = false } = options;
      const made =
        account === undefined
          ? await newSignInCode(ledger)
          : await accountCode(ledger, { login: account, resetFactor });
      console.log(options.json ? JSON.stringify({ ...made, address }) : words(made.code, address, account));
    } finally {
      await ledger.close();
    }
    return EXIT.ok;
  } catch (error) {
    return answerFailure(error);
  }
}

function words(code: string, address: string | null, account: string | undefined): string {
  const where = address === null ? '' : `，打开 ${address}`;
  return account === undefined
    ? `登录码 ${code}（30 分钟内有效，只能用一次）${where === '' ? '' : `${where} 登录`}`
    : `账户 ${account} 的账户码 ${code}（24 小时内有效，只能用一次）${where}，在登录页选“首次登录或忘记口令”`;
}
