import type { Instant } from '@duban/base';
import type { BureauRole, CampaignDefinition } from '@duban/campaign';
import { type Db, type DocumentStage, recordEvent, type Tx } from '@duban/ledger';
import type { TaskRow } from '../chase/close-task.js';
import { type Actor, SYSTEM } from '../context.js';
import { campaignFacts } from '../facts/campaign-facts.js';
import { DRAFTER } from './document-chain.js';
import { recordStep, refuseOwnDraft } from './document-steps.js';

interface By {
  readonly actor: Actor;
  readonly now: Instant;
}

interface Stage {
  readonly from: DocumentStage;
  readonly to: DocumentStage;
  readonly verb: '核稿' | '签发';
}

/** 拟稿 → 核稿 → 签发 (practice.md 6). A letter is short: 会签 is a report's and a 通报's only, and the sheet has no line for it. */
const REVIEW: Stage = { from: 'draft', to: 'reviewed', verb: '核稿' };
const ISSUE: Stage = { from: 'reviewed', to: 'issued', verb: '签发' };
const ISSUE_SCRIPT = 'letter-issue';
/** The script of a 商请函 to a department about its part of a report: the one letter that is about no office. */
export const PART_LETTER = 'part-letter';
/** A letter that was sent back to its drafter is put right there, then comes through both stages again. */
const REDRAFT = 'letter-redraft';
const OF_CHAIN = new Set([PART_LETTER, ISSUE_SCRIPT, REDRAFT]);
const AFTER = /\/(issue|again|redraft)\/\d+$/;
/** How the titles of its stages begin; 送签: of those that were put up before the stages were told apart. */
const HEADING = /^(催报单|商请函)(?:送签|核稿|签发)/;

/** The task with which the letter was first put up: the letter's own id. */
export function letterOf(task: Pick<TaskRow, 'id'>): string {
  return task.id.replace(AFTER, '');
}

export function isLetter({
  kind,
  office,
  blob,
  script,
}: Pick<TaskRow, 'kind' | 'office' | 'blob' | 'script'>): boolean {
  if (blob === null) return false;
  return OF_CHAIN.has(script) || (office !== null && kind === 'sign');
}

/** `催报单核稿`: what the title of its first task begins with. */
export function reviewHeading(paper: '催报单' | '商请函'): string {
  return `${paper}${REVIEW.verb}`;
}

/** The system drafts: nothing formal leaves by itself. */
export async function recordDraft(tx: Tx, letter: { id: string; campaign: string }, now: Instant): Promise<void> {
  const step = { campaign: letter.campaign, document: letter.id, action: 'drafted', from: null, to: 'draft' } as const;
  await recordStep(tx, step, { actor: SYSTEM, now });
}

/** Reviewed: it comes to whoever issues it. Issued: it may leave. Put right: it comes to its review again. Throws `same-person`. */
export async function advanceLetter(tx: Tx, task: TaskRow, by: By): Promise<void> {
  const { campaign } = task;
  const document = letterOf(task);
  if (task.script === REDRAFT) {
    await recordStep(tx, { campaign, document, action: 'drafted', from: null, to: 'draft' }, by);
    await follow(tx, { task, way: 'again', ...(await firstOf(tx, document)), kind: 'sign' }, by.now);
    return;
  }
  const { from, to } = stageOf(task);
  if (from === 'draft') await refuseOwnDraft(tx, { id: document, title: task.title }, by.actor);
  await recordStep(tx, { campaign, document, action: 'approved', from, to }, by);
  await recordEvent(tx, { campaign, at: by.now, kind: `document-${to}`, actor: by.actor, subject: task.id });
  if (to === 'issued') return;
  const { definition } = await campaignFacts(tx, campaign);
  const title = task.title.replace(HEADING, `$1${ISSUE.verb}`);
  const assigned_to = issuer(definition, task.assigned_to);
  await follow(tx, { task, way: 'issue', script: ISSUE_SCRIPT, title, assigned_to, kind: 'sign' }, by.now);
}

/** 退回拟稿, from either stage: it is off the list, the draft is back with the operator. */
export async function returnLetter(tx: Tx, task: TaskRow, back: By & { reason: string }): Promise<void> {
  const { reason, now } = back;
  const { campaign } = task;
  const document = letterOf(task);
  await recordStep(tx, { campaign, document, from: stageOf(task).from, to: 'draft', reason, action: 'returned' }, back);
  const { title: first } = await firstOf(tx, document);
  const title = `修改后重新送核：${first.replace(HEADING, '$1')}（退回理由：${reason}）`;
  await follow(tx, { task, way: 'redraft', script: REDRAFT, title, assigned_to: DRAFTER, kind: 'check' }, now);
}

export interface LetterStep {
  readonly letter: string;
  readonly at: Instant;
  readonly actor: string;
  /** 已核稿 */
  readonly taken: string;
}

/** Who took which step about letters, in order. */
export async function letterSteps(db: Db, letters: readonly string[]): Promise<LetterStep[]> {
  if (letters.length === 0) return [];
  const rows = await db
    .selectFrom('document_step')
    .select(['document as letter', 'action', 'to_stage as to', 'actor', 'at'])
    .where('document', 'in', letters)
    .orderBy('seq')
    .execute();
  return rows.map(({ letter, action, to, actor, at }) => {
    const approved = to === ISSUE.to ? ISSUE.verb : REVIEW.verb;
    return { letter, at, actor, taken: `已${action === 'approved' ? approved : VERBS[action]}` };
  });
}

const VERBS = { drafted: '拟稿', returned: '退回', discarded: '撤销' } as const;

function stageOf({ script }: Pick<TaskRow, 'script'>): Stage {
  return script === ISSUE_SCRIPT ? ISSUE : REVIEW;
}

/** 分管领导; of a bureau that has none, and of a letter that the deputy reviewed, the leader. */
function issuer({ bureau }: CampaignDefinition, reviewer: string): BureauRole {
  const hasDeputy = bureau.officers.some(({ role }) => role === 'deputy');
  return hasDeputy && reviewer !== 'deputy' && reviewer !== 'leader' ? 'deputy' : 'leader';
}

async function firstOf(tx: Tx, letter: string): Promise<Pick<TaskRow, 'script' | 'title' | 'assigned_to'>> {
  return tx
    .selectFrom('task')
    .select(['script', 'title', 'assigned_to'])
    .where('id', '=', letter)
    .executeTakeFirstOrThrow();
}

interface Following {
  readonly task: TaskRow;
  readonly way: 'issue' | 'again' | 'redraft';
  readonly script: string;
  readonly title: string;
  readonly assigned_to: string;
  readonly kind: 'sign' | 'check';
}

/** The next task about a letter takes over what the one before was about: it leaves the list when nothing of it is owed any more. */
async function follow(tx: Tx, { task, way, ...next }: Following, now: Instant): Promise<void> {
  const letter = letterOf(task);
  const { n } = await tx
    .selectFrom('task')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('id', 'like', `${letter}/${way}/%`)
    .executeTakeFirstOrThrow();
  const id = `${letter}/${way}/${n + 1}`;
  await tx
    .insertInto('task')
    .values({
      id,
      campaign: task.campaign,
      office: task.office,
      ...next,
      slot: now,
      state: 'open',
      created_at: now,
      done_at: null,
      blob: task.blob,
    })
    .execute();
  await tx.updateTable('task_line').set({ task: id }).where('task', '=', task.id).execute();
}
