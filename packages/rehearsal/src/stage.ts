import { randomBytes } from 'node:crypto';
import path from 'node:path';
import type { Context } from '@duban/actions/context';
import type { Instant } from '@duban/base';
import { stateCouncilCalendar } from '@duban/calendar';
import { type Ledger, openLedger } from '@duban/ledger';
import { type StoredMail, startPostgres, startSmtpSink, throwawayFolder } from '@duban/runtime';
import { createWorkbookPool } from '@duban/workbook';
import { driveInProcess } from './drive/in-process.js';
import type { TemporalDrive } from './drive/on-temporal.js';

/** What a rehearsal plays on: its own throwaway database, mail sink and workflows; `.duban` is never opened. */
export interface Stage {
  readonly ctx: Context;
  readonly ledger: Ledger;
  /** Every mail the sink took, in order. */
  mails(): readonly StoredMail[];
  /** Lets time pass until campaign time `at`; workflows and activities run meanwhile. */
  passUntil(at: Instant): Promise<void>;
  /** Signals whatever the last act poked, before time may move on. */
  relay(): Promise<void>;
  /** How often the activity process had to be started again. */
  restarts(): number;
  /** What it plays on when it plays on a Temporal server. */
  readonly temporal: TemporalDrive | null;
  close(): Promise<void>;
}

/** A play on a Temporal server. */
export interface OnTemporal {
  /** Told of every mail before its sender is, and able to kill the activity process at that moment. */
  readonly onMail?: (mail: StoredMail, drive: Pick<TemporalDrive, 'killActivities'>) => void;
}

export interface StageOptions {
  /** Campaign time at which the play begins. */
  readonly begin: Instant;
  readonly from: { readonly address: string; readonly name: string };
  readonly onProgress: (line: string) => void;
  /** Workflows run on a Temporal server and in the worker's two processes; left out, in this process. */
  readonly temporal?: OnTemporal | undefined;
}

/** Builds the stage; what was started before a failure is taken down again. */
export async function buildStage({ begin, from, onProgress, temporal }: StageOptions): Promise<Stage> {
  const folder = throwawayFolder('rehearsal');
  const undo: (() => Promise<unknown> | unknown)[] = [() => folder.remove()];
  const onTemporal = temporal && (await import('./drive/on-temporal.js')).driveOnTemporal(folder.path);
  const drive = onTemporal ?? driveInProcess();
  const close = async (): Promise<void> => {
    // First: nobody works on a ledger that closes.
    await drive.stop();
    for (const step of undo.splice(0).reverse()) await step();
  };
  const keep = async <T extends { stop(): Promise<void> }>(starting: Promise<T>): Promise<T> => {
    const service = await starting;
    undo.push(() => service.stop());
    return service;
  };
  try {
    const workbooks = createWorkbookPool({ size: 1 });
    undo.push(() => workbooks.close());
    onProgress(temporal ? '启动数据库、邮箱、时间服务和两个工作进程' : '启动数据库和邮箱');
    const [database, sink] = await Promise.all([
      keep(startPostgres({ throwaway: true, inMemory: true })),
      keep(
        startSmtpSink({
          folder: path.join(folder.path, 'mails'),
          onMail: (mail) => onTemporal && temporal.onMail?.(mail, onTemporal),
        }),
      ),
    ]);
    const ledger = await openLedger(database.url);
    undo.push(() => ledger.close());
    const ctx: Context = {
      ledger,
      workbooks,
      calendar: stateCouncilCalendar,
      secret: randomBytes(32).toString('hex'),
      mailDomain: from.address.split('@')[1] ?? 'duban.example',
      webAddress: null,
    };
    const smtp = { host: '127.0.0.1', port: sink.port, from: from.address, fromName: from.name };
    await drive.begin({ ctx, databaseUrl: database.url, smtp, begin });
    return {
      ctx,
      ledger,
      mails: () => sink.received(),
      passUntil: drive.passUntil,
      relay: drive.relay,
      restarts: drive.restarts,
      temporal: onTemporal ?? null,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
