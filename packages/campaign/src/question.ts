/** Something the notice leaves to the bureau: launching waits for the answer. */
export interface Question {
  /** e.g. `quarterly-table/2023Q3/due`, `duty/case-ledger/due`, `phase/self-inspection/end` */
  readonly id: string;
  readonly title: string;
  /** Answers worth considering, most likely first: dates as `YYYY-MM-DD`, or words such as 未定时限. */
  readonly proposals: readonly string[];
  /** What each proposal means, where its value alone does not say it. */
  readonly meanings: Readonly<Record<string, string>>;
  /** The words of the notice that leave it open; null where it is silent. */
  readonly quote: string | null;
  readonly source: string;
}

export const UNDATED = '未定时限';
export const SAME_ACTOR = '是同一单位';
export const OTHER_ACTOR = '不是同一单位';
/** A due that lay before the notice's own date: nobody is late by it. */
export const NOT_LATE = '印发前已到期，不作迟报';
export const CONFIRMED = '已核对';
