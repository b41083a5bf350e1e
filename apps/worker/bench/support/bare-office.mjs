import { proxyActivities, sleep } from '@temporalio/workflow';

const { claim } = proxyActivities({ taskQueue: 'bare-ledger', startToCloseTimeout: '5 minutes' });
const { send } = proxyActivities({ taskQueue: 'bare-mail', startToCloseTimeout: '5 minutes' });

/** The least that reminds somebody: one timer, one claim, one mail. No rule, no poke, nothing that a person could change. */
export async function bareOffice({ id, waitMs }) {
  await sleep(waitMs);
  await claim(id);
  await send(id);
}
