import type { Instant } from '@duban/base';
import type { BureauRole, TaskKind } from '@duban/campaign';
import type { DocumentStage, Tx } from '@duban/ledger';
import { documentTitle } from './document-title.js';

export interface Stage {
  /** What names it in the scripts and ids of its tasks. */
  readonly key: 'review' | 'countersign' | 'issue';
  readonly from: DocumentStage;
  readonly to: DocumentStage;
  readonly script: string;
  readonly verb: string;
  readonly kind: Exclude<TaskKind, 'call'>;
  readonly by: BureauRole;
}

/** 拟稿 → 核稿 → 会签 → 签发, by named functions; each stage is one person's task (practice.md 6). The same for a report and a 通报. */
export const STAGES: readonly Stage[] = [
  { key: 'review', from: 'draft', to: 'reviewed', script: 'report-review', verb: '核稿', kind: 'check', by: 'chief' },
  {
    key: 'countersign',
    from: 'reviewed',
    to: 'countersigned',
    script: 'report-countersign',
    verb: '会签',
    kind: 'sign',
    by: 'deputy',
  },
  {
    key: 'issue',
    from: 'countersigned',
    to: 'issued',
    script: 'report-issue',
    verb: '签发',
    kind: 'sign',
    by: 'leader',
  },
];

/** The drafter's own task, after a draft was sent back. */
export const REDRAFT = 'report-redraft';
export const DRAFTER: BureauRole = 'operator';

/** A document of the ledger on its way through the chain. */
export interface InChain {
  readonly id: string;
  readonly campaign: string;
  readonly kind: string;
  readonly stage: DocumentStage;
  readonly docx: string;
}

/** Puts the document's next stage on somebody's list; nothing when it is issued. */
export async function askForStage(tx: Tx, document: InChain, now: Instant): Promise<void> {
  const stage = STAGES.find((s) => s.from === document.stage);
  if (!stage) return;
  const title = `${stage.verb}：${documentTitle(document.kind)}`;
  await insertTask(tx, { document, ...stage, title }, now);
}

/** Puts the draft back on the drafter's list, with what was found. */
export async function askForDraft(tx: Tx, document: InChain, sent: { reason: string; now: Instant }): Promise<void> {
  const title = `修改后重新送核：${documentTitle(document.kind)}（退回理由：${sent.reason}）`;
  await insertTask(tx, { document, script: REDRAFT, kind: 'check', by: DRAFTER, title }, sent.now);
}

/** Takes off the list whatever waits for the report that another draft has replaced. */
export async function dropStage(tx: Tx, campaign: string, now: Instant): Promise<void> {
  await tx
    .updateTable('task')
    .set({ state: 'cancelled', done_at: now })
    .where('campaign', '=', campaign)
    .where('office', 'is', null)
    .where('script', 'in', [...STAGES.map(({ script }) => script), REDRAFT])
    .where('state', '=', 'open')
    .execute();
}

interface StageTask extends Pick<Stage, 'script' | 'kind' | 'by'> {
  readonly document: InChain;
  readonly title: string;
}

async function insertTask(tx: Tx, { document, script, kind, by, title }: StageTask, now: Instant): Promise<void> {
  const first = `${document.id}/${script}`;
  await tx
    .insertInto('task')
    .values({
      id: await nextId(tx, first),
      campaign: document.campaign,
      office: null,
      kind,
      assigned_to: by,
      script,
      title,
      slot: now,
      state: 'open',
      created_at: now,
      done_at: null,
      blob: document.docx,
    })
    .onConflict((c) => c.column('id').doNothing())
    .execute();
}

/** The document that a task of its chain is about. */
export function documentIdOf(task: string): string {
  return task.replace(/\/report-[a-z]+(\/\d+)?$/, '');
}

/** A stage that is taken a second time is a task of its own: `…/report-review/2`. */
async function nextId(tx: Tx, first: string): Promise<string> {
  const { n } = await tx
    .selectFrom('task')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where((eb) => eb.or([eb('id', '=', first), eb('id', 'like', `${first}/%`)]))
    .executeTakeFirstOrThrow();
  return n === 0 ? first : `${first}/${n + 1}`;
}
