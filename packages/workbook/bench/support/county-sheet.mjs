// One county's case ledger as a bench reads it: 200 records of 40 filled columns, every one of them sound.
import { randomFrom } from './random.mjs';

const YUAN = 100;

/** The records of office `n`: no two numbers alike, dates in order, fines within the article's range. */
export function cases(n, count = 200) {
  const roll = randomFrom(n + 1);
  return Array.from({ length: count }, (_, i) => {
    const loss = (1_000 + roll(90_000)) * YUAN;
    const day = String(1 + roll(28)).padStart(2, '0');
    return {
      caseNo: `医保案〔2023〕${n}-${i + 1}号`,
      clueNo: `XS2023${String(n).padStart(4, '0')}${String(i).padStart(4, '0')}`,
      partyType: '定点医疗机构',
      party: `第${n}-${i + 1}医院`,
      instCode: `H${370_000 + n}${String(i).padStart(5, '0')}`,
      violation: '分解住院、挂床住院',
      violationItem: '附件2 一（4）',
      violationFrom: `2022-01-${day}`,
      violationTo: `2022-12-${day}`,
      article: '条例第38条',
      filedOn: `2023-08-${day}`,
      officer1: '王某',
      officer2: '李某',
      amtInvolved: loss,
      lossAmt: loss,
      refused: '否',
      fraud: '否',
      legalReviewOn: `2023-09-${day}`,
      collectiveOn: `2023-09-${day}`,
      hearing: '已告知未要求',
      handling: '行政处罚',
      refundOrdered: loss,
      refundPaid: Math.floor(loss / 2),
      refundPaidOn: `2023-11-${day}`,
      fine: loss + roll(loss),
      fineTimes: 1.5,
      finePaidOn: `2023-11-${day}`,
      leniency: '无',
      decisionNo: `医保罚〔2023〕${n}-${i + 1}号`,
      decidedOn: `2023-10-${day}`,
      servedOn: `2023-10-${day}`,
      jointCase: '否',
      listed: '否',
      major: '否',
      exposureScope: '本地',
      exposureApprovedOn: `2023-11-${day}`,
      exposedOn: `2023-11-${day}`,
      closedOn: `2023-12-${day}`,
      archivedOn: `2023-12-${day}`,
      remark: `第${i + 1}件`,
    };
  });
}
