import { stopwatch } from '@duban/base/clock';
import { openLedger, setAccelerated } from '@duban/ledger';
import type { Service, Supervisor } from '@duban/runtime';
import type { Installation } from './installation.js';
import { groupsOf } from './services/all.js';
import { firstSignInCode, type SignInCode } from './sign-in-code.js';
import type { Voice } from './voice.js';

const LEDGER_STEP = '台账';

/** How many steps a start has. */
export function stepsOf(installation: Installation): number {
  const { before, after } = groupsOf(installation);
  return before.length + 1 + after.flat().length;
}

/** Starts everything in its order and returns the first sign-in code; null once there are accounts. */
export async function startAll(
  installation: Installation,
  supervisor: Supervisor,
  voice: Voice,
): Promise<SignInCode | null> {
  const { before, after } = groupsOf(installation);
  const together = async (services: readonly Service[]): Promise<void> => {
    await Promise.all(
      services.map(async (service) => {
        const took = stopwatch();
        await supervisor.start(service);
        voice.step(service.name, took());
      }),
    );
  };
  await together(before);
  const took = stopwatch();
  const code = await openBooks(installation);
  voice.step(LEDGER_STEP, took());
  for (const group of after) await together(group);
  return code;
}

/** Brings the tables up to date before anybody works with them. */
async function openBooks({ databaseUrl, settings }: Installation): Promise<SignInCode | null> {
  const ledger = await openLedger(databaseUrl.get(), { connections: 1 });
  try {
    if (settings.accelerated) await ledger.transaction((tx) => setAccelerated(tx, true));
    return await firstSignInCode(ledger);
  } finally {
    await ledger.close();
  }
}
