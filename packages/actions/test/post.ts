import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { SendingContext } from '@duban/actions/context';
import { createMailer } from '@duban/notify';
import { type Fault, type OfferedMail, type StoredMail, startSmtpSink } from '@duban/runtime';
import { onTestFinished } from 'vitest';
import { jiningWorld, LAUNCH, type World } from './world.ts';

export interface PostWorld extends World {
  readonly ctx: SendingContext;
  received(): readonly StoredMail[];
  /** What goes wrong with the mails from now on. */
  faults(fault: (mail: OfferedMail) => Fault): void;
}

/** Jining with a real mail server on loopback; the launch messages are out of the way. */
export async function postWorld(world?: World): Promise<PostWorld> {
  const { ctx, db } = world ?? (await jiningWorld());
  await db.updateTable('message').set({ state: 'sent', sent_at: LAUNCH }).where('state', '=', 'planned').execute();
  const folder = mkdtempSync(path.join(tmpdir(), 'duban-actions-mail-'));
  let fault: (mail: OfferedMail) => Fault = () => 'none';
  const sink = await startSmtpSink({ folder, fault: (mail) => fault(mail) });
  const mailer = createMailer({ host: '127.0.0.1', port: sink.port, from: 'jjjgk@jiningyb.example', timeoutMs: 5_000 });
  onTestFinished(async () => {
    await mailer.close();
    await sink.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    ctx: { ...ctx, mailer },
    db,
    received: () => sink.received(),
    faults: (next) => {
      fault = next;
    },
  };
}
