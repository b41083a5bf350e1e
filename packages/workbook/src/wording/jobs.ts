import type { Method } from '../protocol.js';

export const jobNames: Readonly<Record<Method, string>> = {
  template: '模板',
  fill: '模板',
  read: '报表',
  readAll: '报表',
  rows: '名录',
  annotate: '审核意见表',
  merge: '汇总',
  summary: '汇总表',
  readTotals: '汇总表',
  readOffices: '汇总表',
};
