/** What a merged workbook or a 汇总表 and whoever reads it back agree on. */

/** In the first cell of the hidden row of keys, on a sheet with offices as rows. */
export const OVERVIEW_MARK = 'duban:overview';
/** 1 title, 2 subtitle, 3 facts, 4 hidden keys, 5 section, 6 measure, 7 本期/累计, 8 合计, then one row per office. */
export const KEYS_ROW = 4;
export const TOTAL_ROW = 8;
export const FIRST_OFFICE = TOTAL_ROW + 1;

/** In the first cell of 累计汇总. */
export const CAMPAIGN_MARK = 'duban:campaign';
export const CAMPAIGN_HEAD_ROW = 4;
