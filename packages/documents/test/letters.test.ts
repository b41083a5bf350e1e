import {
  readReport,
  writeChaseLetter,
  writeCountyReport,
  writeReportTemplate,
  writeRequestLetter,
} from '@duban/documents';
import { describe, expect, it } from 'vitest';
import { pack } from '../src/layout/pack.js';
import { pageNumbers, pageProperties } from '../src/layout/page.js';
import { plainParagraph } from '../src/layout/plain.js';
import { plainPaper } from '../src/letters/plain-paper.js';
import { paragraphsOf, xmlOf } from './tamper.js';

const letter = {
  office: '泗水县医疗保障局',
  bureau: '济宁市医疗保障局',
  campaign: '济宁市2023年医保领域打击欺诈骗保专项整治',
  noticeNumber: '济医保发〔2023〕11号',
  owed: [
    { what: '第四季度统计表', originalDue: '2023年12月8日' },
    { what: '总结报告', originalDue: '2023年12月10日', extendedTo: '2023年12月12日' },
  ],
  calls: [{ at: '2023年12月11日', spokeWith: '经办人', said: '正在审签', promised: '12月12日' }],
  answerBy: '2023年12月15日',
  contact: { name: '李某某', phone: '0537-1234567' },
  drafter: '李某某',
  draftedOn: '2023年12月14日',
};

describe('a 催报单', () => {
  it('says that it is a draft and leaves review, signature and date of issue blank', async () => {
    const texts = paragraphsOf(await writeChaseLetter(letter));
    expect(texts).toContain('（拟稿，未经签发不得外发）');
    expect(texts).toContain('【签发日期】');
    const chain = texts.slice(texts.indexOf('拟稿'));
    expect(chain).toEqual(['拟稿', '李某某', '核稿', '', '签发', '', '日期', '2023年12月14日', '日期', '', '日期', '']);
  });

  it('names what is owed with its original due, the calls and what was promised', async () => {
    const texts = paragraphsOf(await writeChaseLetter(letter));
    for (const text of [
      '泗水县医疗保障局：',
      '第四季度统计表',
      '2023年12月8日',
      '2023年12月10日',
      '2023年12月12日',
      '正在审签',
      '12月12日',
    ]) {
      expect(texts).toContain(text);
    }
  });

  it('speaks of no calls when there were none', async () => {
    expect(paragraphsOf(await writeChaseLetter({ ...letter, calls: [] })).join()).not.toContain('电话联系');
  });

  it('does not run template syntax that came in with a fact', async () => {
    expect(paragraphsOf(await writeChaseLetter({ ...letter, office: '{{ bureau }}' }))).toContain('{{ bureau }}：');
  });
});

describe('a 商请函', () => {
  const { owed, calls: _, ...common } = letter;
  const request = { ...common, office: '兖矿能源集团有限公司人力资源服务中心', asked: owed };

  it('asks, and neither presses nor speaks of lateness or of calls', async () => {
    const text = paragraphsOf(await writeRequestLetter(request)).join('\n');
    for (const word of ['商请贵单位', '感谢贵单位', '烦请于2023年12月15日前提供']) expect(text).toContain(word);
    for (const word of ['催', '逾期', '超过时限', '你单位', '说明原因', '电话联系']) expect(text).not.toContain(word);
  });

  it('names what is asked for with its days, and the office it goes to', async () => {
    const texts = paragraphsOf(await writeRequestLetter(request));
    expect(texts).toContain('兖矿能源集团有限公司人力资源服务中心：');
    for (const text of ['第四季度统计表', '2023年12月8日', '总结报告', '2023年12月12日']) expect(texts).toContain(text);
  });

  it('is a draft like every letter: review, signature and date of issue are blank', async () => {
    const texts = paragraphsOf(await writeRequestLetter(request));
    expect(texts).toContain('（拟稿，未经签发不得外发）');
    expect(texts).toContain('【签发日期】');
    const chain = texts.slice(texts.indexOf('拟稿'));
    expect(chain).toEqual(['拟稿', '李某某', '核稿', '', '签发', '', '日期', '2023年12月14日', '日期', '', '日期', '']);
  });
});

describe('a county’s report', () => {
  it('reads back with its headings', async () => {
    const bytes = await writeCountyReport({
      office: '任城区医疗保障局',
      title: '总结报告',
      paragraphs: ['引言。', '一、组织领导', '正文。', '（一）分工', '正文。'],
    });
    const report = await readReport(bytes, '总结.docx');
    expect(report.headings).toEqual(['一、组织领导', '（一）分工']);
    expect(report.text).toContain('任城区医疗保障局');
    expect(xmlOf(bytes)).toContain('黑体');
  });

  it('has a template with the outline’s headings and a hint under each', async () => {
    const outline = [{ heading: '一、组织领导', hint: '领导小组' }, { heading: '二、重点整治' }];
    const texts = paragraphsOf(await writeReportTemplate({ office: '任城区', title: '总结报告', outline }));
    expect(texts).toEqual([
      '总结报告',
      '一、组织领导',
      '【请填写：领导小组】',
      '二、重点整治',
      '【请填写：本部分内容】',
      '任城区',
      '【请填写：日期】',
    ]);
  });

  it('is written by the docx library once for all offices, with the bytes that it would give for each, whatever the names contain', async () => {
    const named = [
      { office: '兖州区医疗保障局', title: '兖州区医疗保障局总结报告' },
      { office: "“邹城”&<市>'局'\"", title: '$& 总结 $1' },
      { office: '市局', title: '' },
    ];
    for (const names of named) {
      const lines = [
        { style: 'title', text: names.title },
        { style: 'body', text: `${names.office}报告如下：${names.office}${names.title}。` },
        { style: 'signatory', text: names.office },
      ] as const;
      const children = lines.map(({ style, text }) =>
        plainParagraph(style, text, style === 'title' ? { spacing: { after: 400 } } : {}),
      );
      const sections = [{ properties: pageProperties, footers: pageNumbers, children }];
      const direct = await pack({ creator: names.office, sections });
      expect(Buffer.compare(await plainPaper(names, lines), direct)).toBe(0);
    }
  });

  it('gives the same bytes for the same input', async () => {
    const one = { office: '任城区', title: '总结报告', paragraphs: ['正文。'] };
    expect(Buffer.from(await writeCountyReport(one)).equals(Buffer.from(await writeCountyReport(one)))).toBe(true);
  });
});
