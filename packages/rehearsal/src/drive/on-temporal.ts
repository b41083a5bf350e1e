import path from 'node:path';
import { systemClock } from '@duban/base/clock';
import { campaignTime, type Ledger, setCampaignTime } from '@duban/ledger';
import { startTestServer } from '@duban/runtime';
import { relayAll } from '@duban/worker';
import { Client } from '@temporalio/client';
import { startCrew } from './crew.js';
import type { Drive } from './drive.js';
import { connectSkipping, type SkippingConnection } from './skipping-connection.js';

/** A drive with a server that can be asked, and an activity process that can be killed. */
export interface TemporalDrive extends Drive {
  /** Of the server, once it has begun. */
  client(): Client;
  /** Kills the activity process as a power cut would; it is started again. */
  killActivities(): void;
}

interface Reached {
  readonly ledger: Ledger;
  readonly skipping: SkippingConnection;
  readonly client: Client;
}

/**
 * A time-skipping Temporal server, and the worker's two processes as the live system runs them. Server and processes are started at once,
 * beside whatever else is; the server writes its log to `folder`.
 */
export function driveOnTemporal(folder: string): TemporalDrive {
  const crew = startCrew();
  const starting = startTestServer({ logFile: path.join(folder, 'temporal.log') });
  starting.catch(() => undefined);
  let reached: Reached | undefined;
  const begun = (): Reached => {
    if (reached === undefined) throw new Error('the rehearsal has not begun');
    return reached;
  };
  return {
    begin: async ({ ctx, databaseUrl, smtp, begin }) => {
      const { address } = await starting;
      const { secret, mailDomain, webAddress } = ctx;
      const ready = crew.begin({
        temporalAddress: address,
        workbooks: 1,
        ...{ databaseUrl, smtp, secret, mailDomain, webAddress },
      });
      ready.catch(() => undefined);
      const skipping = await connectSkipping(address);
      const client = new Client({ connection: skipping.connection });
      reached = { ledger: ctx.ledger, skipping, client };
      await ready;
      // Last: the server's time runs on while processes start, and on a slow machine the launch would leave its minute.
      await ctx.ledger.transaction(async (tx) => setCampaignTime(tx, await skipping.serverTime(), begin));
    },
    passUntil: async (at) => {
      const { ledger, skipping } = begun();
      const left = at - (await campaignTime(ledger.db, await skipping.serverTime()));
      if (left > 0) await Promise.race([skipping.skip(left), crew.gaveUp]);
    },
    relay: async () => {
      const { ledger, client } = begun();
      await relayAll(ledger, client, systemClock);
    },
    client: () => begun().client,
    killActivities: crew.killActivities,
    restarts: crew.restarts,
    stop: async () => {
      await crew.stop();
      await reached?.skipping.connection.close();
      await starting.then(
        (server) => server.stop(),
        () => undefined,
      );
    },
  };
}
