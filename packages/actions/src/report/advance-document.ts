import type { Instant } from '@duban/base';
import type { BureauRole, TaskKind } from '@duban/campaign';
import { type DocumentStage, recordEvent, type Tx } from '@duban/ledger';
import type { Actor } from '../context.js';

interface Stage {
  readonly from: DocumentStage;
  readonly to: DocumentStage;
  readonly script: string;
  readonly title: string;
  readonly kind: TaskKind;
  readonly by: BureauRole;
}

/** 拟稿 → 核稿 → 会签 → 签发, by named functions; each stage is one person's task (practice.md 6). */
const STAGES: readonly Stage[] = [
  { from: 'draft', to: 'reviewed', script: 'report-review', title: '核稿：总结报告', kind: 'check', by: 'chief' },
  {
    from: 'reviewed',
    to: 'countersigned',
    script: 'report-countersign',
    title: '会签：总结报告',
    kind: 'sign',
    by: 'deputy',
  },
  { from: 'countersigned', to: 'issued', script: 'report-issue', title: '签发：总结报告', kind: 'sign', by: 'leader' },
];

/** Puts the document's next stage on somebody's list; nothing when it is issued. */
export async function askForStage(
  tx: Tx,
  document: { id: string; campaign: string; stage: DocumentStage },
  now: Instant,
): Promise<void> {
  const stage = STAGES.find((s) => s.from === document.stage);
  if (!stage) return;
  const { docx } = await tx
    .selectFrom('document')
    .select('docx')
    .where('id', '=', document.id)
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('task')
    .values({
      id: `${document.id}/${stage.script}`,
      campaign: document.campaign,
      office: null,
      kind: stage.kind,
      assigned_to: stage.by,
      script: stage.script,
      title: stage.title,
      slot: now,
      state: 'open',
      created_at: now,
      done_at: null,
      blob: docx,
    })
    .onConflict((c) => c.column('id').doNothing())
    .execute();
}

/** Moves the summary report on when a task of its chain is done; returns the document's kind, or null when the task was about something else. */
export async function advanceDocument(
  tx: Tx,
  done: { campaign: string; script: string; actor: Actor },
  now: Instant,
): Promise<string | null> {
  const stage = STAGES.find((s) => s.script === done.script);
  if (!stage) return null;
  const document = await tx
    .updateTable('document')
    .set({ stage: stage.to, ...(stage.to === 'issued' ? { issued_at: now } : {}) })
    .where('campaign', '=', done.campaign)
    .where('kind', '=', 'summary')
    .where('stage', '=', stage.from)
    .returning(['id', 'kind'])
    .executeTakeFirst();
  if (!document) return null;
  await recordEvent(tx, {
    campaign: done.campaign,
    at: now,
    kind: `document-${stage.to}`,
    actor: done.actor,
    subject: document.id,
  });
  await askForStage(tx, { id: document.id, campaign: done.campaign, stage: stage.to }, now);
  return document.kind;
}
