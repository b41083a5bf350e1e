export const severityNames = { E: '必须修改', W: '需要说明', I: '提示' } as const;

export const returnTexts = {
  title: '审核意见',
  mark: '【审核】',
  /** Whose comments they are. */
  author: '审核',
  file: (name: string) => `报送文件：${name}`,
  count: ({ errors, warnings, notes }: { errors: number; warnings: number; notes: number }) =>
    errors + warnings + notes === 0
      ? '没有发现需要修改的地方。'
      : `共 ${errors + warnings + notes} 条：必须修改 ${errors} 条，需要说明 ${warnings} 条，提示 ${notes} 条。`,
  how: '请在本工作簿中直接修改标色的单元格：红色必须修改，黄色核对后在说明栏写明原因，蓝色仅供知悉。改好后保存，原样重新报送本文件即可，不必删除本页。',
  columns: ['序号', '级别', '位置', '指标', '填报数', '应为', '审核意见'],
  whole: '整张表',
} as const;
