import type { Instant } from '@duban/base';
import { planMessage, type Tx } from '@duban/ledger';
import type { Context } from '../context.js';
import type { ReportIds } from '../report/draft-report.js';
import { whatOf } from '../report/report-rounds.js';
import type { RoundFacts } from '../rounds/round-facts.js';
import { isMissing, standingInRound } from '../rounds/round-standing.js';
import { DOCX, XLSX } from './enclosure-types.js';
import { messageIdOf } from './message-ids.js';

/** Sends the draft of the report to the section chief for 核稿. */
export async function tellReviewer(
  tx: Tx,
  about: { ctx: Context; rounds: readonly RoundFacts[]; blobs: { docx: string; xlsx: string }; ids: ReportIds },
  now: Instant,
): Promise<void> {
  const [first] = about.rounds;
  const definition = first?.definition;
  const chief = definition?.bureau.officers.find((o) => o.role === 'chief');
  const operator = definition?.bureau.officers.find((o) => o.role === 'operator');
  if (!definition || !chief) return;
  const id = about.ids.message;
  await planMessage(
    tx,
    {
      id,
      campaign: definition.id,
      office: null,
      recipient: chief.role,
      address: chief.email,
      kind: 'report-draft',
      sendAfter: now,
      facts: {
        to: chief.title,
        report: '总结报告',
        snapshot: about.ids.snapshot,
        drafter: operator?.title ?? '系统',
        due: null,
        toFill: [],
        missing: about.rounds.flatMap((r) =>
          r.rows.filter(isMissing).map((row) => `${row.shortName}（${whatOf(r)}，${standingInRound(row)}）`),
        ),
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
