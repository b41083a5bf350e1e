import { randomBytes } from 'node:crypto';
import path from 'node:path';
import type { Context } from '@duban/actions/context';
import type { Instant } from '@duban/base';
import { systemClock } from '@duban/base/clock';
import { stateCouncilCalendar } from '@duban/calendar';
import { campaignTime, type Ledger, openLedger, setCampaignTime } from '@duban/ledger';
import { type StoredMail, startPostgres, startSmtpSink, startTestServer, throwawayFolder } from '@duban/runtime';
import { createWorkbookPool } from '@duban/workbook';
import { relayAll, type WorkerConfig } from '@duban/worker';
import { Client } from '@temporalio/client';
import { startCrew } from './crew.js';
import { connectSkipping } from './skipping-connection.js';

/** What a rehearsal plays on: its own throwaway database, time-skipping server, mail sink and worker processes; `.duban` is never opened. */
export interface Stage {
  readonly ctx: Context;
  readonly ledger: Ledger;
  readonly client: Client;
  /** Every mail the sink took, in order. */
  mails(): readonly StoredMail[];
  /** Campaign time now. */
  now(): Promise<Instant>;
  /** Lets time pass until campaign time `at`; workflows and activities run meanwhile. */
  passUntil(at: Instant): Promise<void>;
  /** Signals whatever the last act poked, before time may move on. */
  relay(): Promise<void>;
  /** Kills the activity process as a power cut would; it is started again. Returns once a new one polls. */
  killActivities(): void;
  /** How often the activity process had to be started again. */
  restarts(): number;
  close(): Promise<void>;
}

export interface StageOptions {
  /** Campaign time at which the play begins. */
  readonly begin: Instant;
  readonly from: { readonly address: string; readonly name: string };
  readonly onProgress: (line: string) => void;
  readonly onMail?: (mail: StoredMail, stage: { killActivities(): void }) => void;
}

/** Builds the stage; what was started before a failure is taken down again. */
export async function buildStage(options: StageOptions): Promise<Stage> {
  const undo: (() => Promise<unknown> | unknown)[] = [];
  const crew = startCrew();
  const close = async (): Promise<void> => {
    await crew.stop();
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const folder = throwawayFolder('rehearsal');
    undo.push(() => folder.remove());
    const workbooks = createWorkbookPool({ size: 1 });
    undo.push(() => workbooks.close());
    options.onProgress('启动数据库、时间服务和邮箱');
    const keep = async <T extends { stop(): Promise<void> }>(starting: Promise<T>): Promise<T> => {
      const service = await starting;
      undo.push(() => service.stop());
      return service;
    };
    const [database, server, sink] = await Promise.all([
      keep(startPostgres({ throwaway: true, inMemory: true })),
      keep(startTestServer({ logFile: path.join(folder.path, 'temporal.log') })),
      keep(
        startSmtpSink({
          folder: path.join(folder.path, 'mails'),
          onMail: (mail) => options.onMail?.(mail, crew),
        }),
      ),
    ]);
    const config: WorkerConfig = {
      temporalAddress: server.address,
      databaseUrl: database.url,
      smtp: { host: '127.0.0.1', port: sink.port, from: options.from.address, fromName: options.from.name },
      secret: randomBytes(32).toString('hex'),
      mailDomain: options.from.address.split('@')[1] ?? 'duban.example',
      webAddress: null,
      workbooks: 1,
    };
    options.onProgress('启动工作流与活动进程');
    const ready = crew.begin(config);
    ready.catch(() => undefined);
    const ledger = await openLedger(database.url);
    undo.push(() => ledger.close());
    const { connection, serverTime, skip } = await connectSkipping(server.address);
    undo.push(() => connection.close());
    const client = new Client({ connection });
    await ready;
    // Last: the server's time runs on while processes start, and on a slow machine the launch would leave its minute.
    await ledger.transaction(async (tx) => setCampaignTime(tx, await serverTime(), options.begin));
    const now = async (): Promise<Instant> => campaignTime(ledger.db, await serverTime());
    return {
      ctx: {
        ledger,
        workbooks,
        calendar: stateCouncilCalendar,
        secret: config.secret,
        mailDomain: config.mailDomain,
        webAddress: null,
      },
      ledger,
      client,
      mails: () => sink.received(),
      now,
      passUntil: async (at) => {
        const left = at - (await now());
        if (left > 0) await Promise.race([skip(left), crew.gaveUp]);
      },
      relay: async () => {
        await relayAll(ledger, client, systemClock);
      },
      killActivities: crew.killActivities,
      restarts: crew.restarts,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
