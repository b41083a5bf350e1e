import type { BoardCell } from '@duban/api/types';

/** How an obligation's state reads, to the bureau and to the clerk alike (practice.md). */
export const stateWords: Readonly<Record<BoardCell['state'], string>> = {
  expected: '待报送',
  received: '已收到',
  checked: '待审核',
  accepted: '已通过',
  merged: '已汇总',
  returned: '退回修改',
  nil: '零报告',
  exempt: '免报',
  withdrawn: '已撤销',
};
