/** What simulated clerks write in the example folder. No persons: functions only. */
export const exampleWords = {
  header: { unitLeader: '单位负责人', reviewer: '审核人', filler: '经办人', phone: '0537-0000000' },
  about: '约三十家次',
  clerk: '经办人',
  report: { office: '兖矿能源', title: '专项整治工作总结报告', paragraphs: ['统计表随后报送。'] },
  plainTitle: (office: string, title: string) => `${office}${title}（2023年三季度）`,
  plainHeader: (office: string): readonly (readonly [string, string])[] => [
    ['填报单位', `${office}医保局`],
    ['单位负责人', '单位负责人'],
    ['填报人', '经办人'],
    ['联系电话', '0537-0000000'],
  ],
} as const;
