import type { Instant } from '@duban/base';
import { chineseDate, formatMinute } from '@duban/base/time';
import { punctuality } from '@duban/campaign';
import { compileSummaryReport, type SummaryReportFacts } from '@duban/documents';
import { type Db, type DocumentStage, json, lockSubject, planMessage, putBlob, recordEvent, type Tx } from '@duban/ledger';
import { isUpperBound, measuresOf, type Snapshot } from '@duban/tables';
import type { MergeInput, SummaryInput } from '@duban/workbook';
import { askForStage } from './advance-document.js';
import { requirementOf, whatIsOwed } from './campaign-facts.js';
import type { Actor, Context } from './context.js';
import { bureauOnly } from './guard.js';
import { DOCX, XLSX } from './hand-in-messages.js';
import { mergeInput, standingInRound } from './merge-round.js';
import { messageIdOf } from './message-ids.js';
import { type RoundFacts, roundFacts } from './round-facts.js';
import { count, text } from './snapshot-figures.js';

/** Compiles 总结报告 and 汇总表 from the merged rounds, once; returns the stage the report has reached. Throws `not-allowed`. */
export async function compileReport(ctx: Context, { campaign, actor, now }: { campaign: string; actor: Actor; now: Instant }): Promise<DocumentStage> {
  bureauOnly(actor, '编制总结报告');
  const id = `${campaign}/report/summary`;
  const existing = await ctx.ledger.db.selectFrom('document').select('stage').where('id', '=', id).executeTakeFirst();
  if (existing) return existing.stage;
  const rounds = await mergedRounds(ctx.ledger.db, campaign);
  const snapshot = await reportSnapshot(ctx.ledger.db, { id, rounds });
  const docx = await compileSummaryReport({ snapshot, facts: reportFacts(rounds) });
  const xlsx = await ctx.workbooks.summary(summaryInput(rounds));
  return ctx.ledger.transaction(async (tx) => {
    await lockSubject(tx, id);
    const raced = await tx.selectFrom('document').select('stage').where('id', '=', id).executeTakeFirst();
    if (raced) return raced.stage;
    await tx.insertInto('snapshot').values({ id: snapshot.id, campaign, figures: json(snapshot.figures), created_at: now }).execute();
    const blobs = { docx: await putBlob(tx, docx, now), xlsx: await putBlob(tx, xlsx, now) };
    await tx.insertInto('document').values({ id, campaign, kind: 'summary', stage: 'draft', snapshot: snapshot.id, ...blobs, created_at: now, issued_at: null }).execute();
    await recordEvent(tx, { campaign, at: now, kind: 'report-compiled', actor: actor.name, subject: id, data: { figures: Object.keys(snapshot.figures).length } });
    await askForStage(tx, { id, campaign, stage: 'draft' }, now);
    await tellReviewer(tx, { ctx, rounds, blobs, id }, now);
    return 'draft';
  });
}

async function mergedRounds(db: Db, campaign: string): Promise<RoundFacts[]> {
  const rows = await db.selectFrom('round').select('id').where('campaign', '=', campaign).orderBy('due').orderBy('id').execute();
  return Promise.all(rows.map((row) => roundFacts(db, row.id)));
}

/** What the report is bound to: the frozen figures of its rounds, and the facts it prints about notice, dates and offices. */
async function reportSnapshot(db: Db, about: { id: string; rounds: readonly RoundFacts[] }): Promise<Snapshot> {
  const { rounds } = about;
  const first = rounds[0];
  if (!first) throw new RangeError('a report needs at least one round');
  const frozen = await db.selectFrom('snapshot').select(['figures']).where('id', 'in', rounds.map((r) => `${r.round.id}/merge`)).execute();
  const { notice, title, offices, phases } = first.definition;
  const latest = latestTableRound(rounds);
  const end = phases.map((p) => p.end).sort().at(-1);
  const figures: Snapshot['figures'] = {
    ...Object.assign({}, ...frozen.map((row) => row.figures)),
    'meta.campaign': text(title),
    'meta.noticeNumber': text(notice.number),
    'meta.noticeTitle': text(notice.title),
    'meta.noticeDate': text(notice.date ? chineseDate(notice.date, true) : '（通知未载明日期）'),
    'meta.asOf': text(latest.round.as_of ? chineseDate(latest.round.as_of, true) : ''),
    'meta.end': text(end ? chineseDate(end, true) : ''),
    'count.offices': count(offices.length),
    'count.included': count(latest.rows.filter((row) => row.counts).length),
    'count.missing': count(latest.rows.filter((row) => !row.counts && punctuality(row).standing !== 'after-cut-off').length),
    'count.afterCutOff': count(latest.rows.filter((row) => punctuality(row).standing === 'after-cut-off').length),
    'count.late': count(latest.rows.filter((row) => row.counts && punctuality(row).standing === 'late').length),
    ...Object.fromEntries(rounds.map((r) => [`meta.due.${r.round.requirement}.${r.round.period}`, text(chineseDate(r.round.due, true))])),
  };
  return { id: `${about.id}/snapshot`, figures };
}

function latestTableRound(rounds: readonly RoundFacts[]): RoundFacts {
  const latest = rounds.filter((r) => r.table !== null).sort((a, b) => (a.round.period < b.round.period ? 1 : -1))[0] ?? rounds[0];
  if (!latest) throw new RangeError('a report needs at least one round');
  return latest;
}

/** Labels inside the report carry no digits of their own: `2023年第三季度` → `第三季度`. */
function plainLabel(label: string): string {
  return label.replace(/^\d{4}年/, '');
}

function reportFacts(rounds: readonly RoundFacts[]): SummaryReportFacts {
  const latest = latestTableRound(rounds);
  const { definition } = latest;
  const table = latest.table;
  if (!table) throw new RangeError('the summary report needs a table requirement');
  const named = (label: string): { name: string; what: string }[] =>
    rounds.flatMap((r) => r.rows.filter((row) => standingInRound(row) === label).map((row) => ({ name: row.shortName, what: whatOf(r) })));
  const tableRounds = rounds.filter((r) => r.table?.id === table.id);
  return {
    bureau: definition.bureau.name,
    issuers: definition.notice.issuers,
    offices: latest.rows.map((row) => ({ id: row.office, name: row.shortName, standing: standingInRound(row) })),
    missing: [...named('未报'), ...named('退回未改'), ...named('待审核')],
    late: named('迟报'),
    afterCutOff: named('补报'),
    table: table.id,
    tableTitle: table.title,
    periods: tableRounds.map((r) => ({ id: r.round.period, label: plainLabel(r.round.period_label) })),
    latestPeriod: latest.round.period,
    measures: table.sections.flatMap((section) =>
      section.measures.filter((m) => m.kind !== 'text').map(({ key, label, unit, semantics, indent }) => ({ key, label, unit, semantics, indent, section: section.title })),
    ),
    punctuality: rounds.map((r) => ({ requirement: r.round.requirement, period: r.round.period, label: whatOf(r) })),
    notes: measuresOf(table).some(isUpperBound) ? ['“家”“人”类指标为各单位数之和，未按机构编码跨单位去重，是上限。'] : [],
    narrative: {},
  };
}

function whatOf(round: RoundFacts): string {
  return whatIsOwed(requirementOf(round.definition, round.round.requirement), plainLabel(round.round.period_label));
}

function summaryInput(rounds: readonly RoundFacts[]): SummaryInput {
  const periods = rounds.flatMap((r): (MergeInput & { sheetName: string })[] => {
    const input = mergeInput(r);
    return input ? [{ ...input, sheetName: r.round.period }] : [];
  });
  return {
    title: `${latestTableRound(rounds).definition.title}汇总表`,
    periods,
    progress: {
      columns: ['单位', '报送事项', '截止日期', '首次报送', '报送情况', '通过版本', '回执号'],
      rows: rounds.flatMap((r) =>
        r.rows.map((row) => [
          row.shortName, whatOf(r), row.due, row.firstReceivedAt === null ? '—' : formatMinute(row.firstReceivedAt), standingInRound(row),
          row.sheet ? row.sheet.version : '—', row.sheet?.receiptNo ?? '—',
        ]),
      ),
    },
  };
}

async function tellReviewer(tx: Tx, about: { ctx: Context; rounds: readonly RoundFacts[]; blobs: { docx: string; xlsx: string }; id: string }, now: Instant): Promise<void> {
  const [first] = about.rounds;
  const definition = first?.definition;
  const chief = definition?.bureau.officers.find((o) => o.role === 'chief');
  const operator = definition?.bureau.officers.find((o) => o.role === 'operator');
  if (!definition || !chief) return;
  const id = `${about.id}/draft`;
  await planMessage(
    tx,
    {
      id, campaign: definition.id, office: null, recipient: chief.role, address: chief.email, kind: 'report-draft', sendAfter: now,
      facts: {
        to: chief.title, report: '总结报告', snapshot: `${about.id}/snapshot`, drafter: operator?.title ?? '系统', due: null, toFill: [],
        missing: about.rounds.flatMap((r) => r.rows.filter((row) => !row.counts).map((row) => `${row.shortName}（${whatOf(r)}）`)),
      },
      attachments: [
        { kind: 'blob', sha256: about.blobs.docx, name: '总结报告.docx', type: DOCX },
        { kind: 'blob', sha256: about.blobs.xlsx, name: '汇总表.xlsx', type: XLSX },
      ],
      messageId: messageIdOf(about.ctx, id),
    },
    now,
  );
}
