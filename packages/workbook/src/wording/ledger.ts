export const ledgerTexts = {
  legend: (rows: number) =>
    `一行一条记录，深色表头为必填栏；已留 ${rows} 行，不够的接着往下填或插入行，多余的空行不用管。`,
  optional: '本台账可以不填。',
  total: '合计',
  /** Around a live count. */
  records: ['共 ', ' 条'],
  missing: ['必填栏还有 ', ' 处没填'],
  complete: '必填栏已填齐',
  signatures:
    '单位负责人：　　　　　　　审核人：　　　　　　　填报人：　　　　　　　联系电话：　　　　　　　　（单位盖章）',
} as const;
