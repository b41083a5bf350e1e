import type { SummaryReportInput } from '../contract.js';
import { pack } from '../layout/pack.js';
import { pageNumbers, pageProperties, tablePageProperties } from '../layout/page.js';
import { boundParagraph } from '../layout/paragraphs.js';
import { sealOf } from '../proof/seal.js';
import { annexOf } from './annex.js';
import { rendererFor } from './render.js';
import { reportTemplate } from './template.js';

/**
 * Compiles the city's 总结报告 (.docx, GB/T 9704 plain layout; outline of tables.md §9 JN23) from one frozen snapshot.
 *
 * Snapshot keys the template wants (table `T`, latest period `L` from the facts):
 * - `meta.campaign`, `meta.noticeNumber`, `meta.noticeDate`, `meta.asOf` — texts printed as they are;
 * - `count.offices`, `count.included`, `count.late` and those of `facts.left` — numbers; their unit (else 个) is printed behind them;
 * - `T.L.total.M.cumulative` for M = chkInst, hdlInst, hdlTerminate, hdlAdmin, trfPoliceInst, persHandled, amtRecover (the
 *   sentence of W3); every other measure of the facts is mentioned in its section when the snapshot has it filled;
 * - `T.P.total.M.current` for each period P of the facts and every measure M that is no text, and `T.L.total.M.cumulative` for
 *   every flow measure: the annex; a value of `null` (nobody filled it) prints as —;
 * - `T.L.<office>.M.cumulative` (`current` for stocks and ratios) for the offices' table; an office without any of them has its standing there;
 * - the counts that `facts.punctuality` names.
 *
 * A campaign whose form lacks these measures, or that has none, gets the plain report (templates/plain-report.yaml): punctuality, the totals there
 * are, and what is to be written.
 *
 * A wanted key that is absent, or a digit in any text of the facts, throws `figure-unbound`. The same input gives the same bytes.
 */
export async function compileSummaryReport(input: SummaryReportInput): Promise<Uint8Array> {
  const { snapshot, facts } = input;
  const template = reportTemplate(facts);
  const render = rendererFor(input, template.blank);
  const body = [
    ...render(template.title).map((pieces) => boundParagraph('title', pieces)),
    ...render(template.subtitle).map((pieces) => boundParagraph('subtitle', pieces, { spacing: { after: 400 } })),
    ...template.blocks.flatMap(({ style, text }) => render(text).map((pieces) => boundParagraph(style, pieces))),
  ];
  const annex = facts.table === null ? [] : annexOf({ ...input, annex: template.annex });
  const bytes = await pack({
    creator: facts.bureau,
    sections: [
      { properties: pageProperties, footers: pageNumbers, children: body },
      ...(annex.length > 0 ? [{ properties: tablePageProperties, footers: pageNumbers, children: annex }] : []),
    ],
  });
  return sealOf(snapshot.id, bytes);
}
