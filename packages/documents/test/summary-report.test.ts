import { DubanError } from '@duban/base';
import { compileSummaryReport, proveDocument, type SummaryReportInput } from '@duban/documents';
import type { Figure } from '@duban/tables';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseReportTemplate } from '../src/report/template.js';
import { sampleInput, smallInput } from './sample.js';
import { paragraphsOf, xmlOf } from './tamper.js';

const failureOf = (input: SummaryReportInput) =>
  compileSummaryReport(input).then(
    () => null,
    (error: unknown) => error as DubanError,
  );
function without(key: string): SummaryReportInput {
  const input = smallInput();
  const { [key]: _, ...figures } = input.snapshot.figures;
  return { ...input, snapshot: { ...input.snapshot, figures } };
}
function withFacts(facts: Partial<SummaryReportInput['facts']>): SummaryReportInput {
  const input = smallInput();
  return { ...input, facts: { ...input.facts, ...facts } };
}

describe('what is refused', () => {
  it.each([
    'meta.asOf',
    'meta.noticeNumber',
    'count.included',
    'T1.2023Q4.total.chkInst.cumulative',
    'T1.2023Q3.total.hdlInst.current',
    'count.T1.2023Q3.late',
  ])('refuses to compile when the snapshot lacks %s', async (key) => {
    const error = await failureOf(without(key));
    expect(error).toBeInstanceOf(DubanError);
    expect(error?.code).toBe('figure-unbound');
    expect(error?.message).toContain(key);
  });

  it.each<[string, Partial<SummaryReportInput['facts']>]>([
    ['an office name', { missing: [{ name: '泗水县', what: '4季度统计表' }] }],
    ['a narrative', { narrative: { mechanism: ['出台制度３项。'] } }],
    ['a note', { notes: ['按15个单位计。'] }],
    [
      'a measure label',
      { measures: smallInput().facts.measures.map((each) => ({ ...each, label: `${each.label}1` })) },
    ],
  ])('refuses a digit in %s: digits come from the snapshot only', async (_, facts) => {
    expect((await failureOf(withFacts(facts)))?.code).toBe('figure-unbound');
  });

  it('does not run template syntax that came in with a fact, nor take a forged figure mark for a figure', async () => {
    const bytes = await compileSummaryReport(withFacts({ narrative: { mechanism: ['{{ meta.asOf }}'] } }));
    expect(paragraphsOf(bytes)).toContain('{{ meta.asOf }}');
    const forged = '\uE000constructor\uE001';
    expect((await failureOf(withFacts({ narrative: { mechanism: [forged] } })))?.code).toBe('figure-unbound');
  });

  it('refuses a key that Word could not carry in a tag', async () => {
    const input = smallInput();
    const long = `T1.${'2023Q4'.repeat(10)}`;
    expect((await failureOf({ ...input, facts: { ...input.facts, latestPeriod: long } }))?.code).toBe('figure-unbound');
  });

  it('refuses a template whose fixed wording holds a digit', () => {
    const template = (text: string) =>
      `title: 报告\nsubtitle: ''\nblank: ''\nblocks:\n  - {style: body, text: "${text}"}\nannex: {mark: 附件, columns: {}, officeMeasures: []}`;
    expect(() => parseReportTemplate(template('全市共3家'), 't.yaml')).toThrow(/t\.yaml：固定文字里有数字“全市共3家”/);
    expect(() => parseReportTemplate(template('{{ meta.a1 }}{% if x > 0 %}家{% endif %}'), 't.yaml')).not.toThrow();
  });
});

describe('what the report says', () => {
  let bytes: Uint8Array;
  let paragraphs: string[];
  let whole: string;
  const input = sampleInput();
  const show = (key: string) => input.snapshot.figures[key]?.display;
  beforeAll(async () => {
    bytes = await compileSummaryReport(input);
    paragraphs = paragraphsOf(bytes);
    whole = paragraphs.join('\n');
  });

  it('follows the outline of the notice', () => {
    const headings = paragraphs.filter((text) => /^[一二三四五六七八九]、/.test(text));
    expect(headings).toEqual([
      '一、组织领导与部署',
      '二、重点整治',
      '三、大数据与线索核查反馈',
      '四、部门协同与案件',
      '五、宣传曝光与舆情',
      '六、长效机制',
      '七、典型案例与经验',
      '八、问题与下步',
      '九、报送情况',
    ]);
  });

  it('puts the figures into the sentence of W3, each with its unit', () => {
    const total = (measure: string) => show(`T1.2023Q4.total.${measure}.cumulative`);
    expect(whole).toContain(
      `截至2023年12月10日，全市共检查定点医药机构${total('chkInst')}家，处理违法违规机构${total('hdlInst')}家，其中解除医保服务协议${total('hdlTerminate')}家，行政处罚${total('hdlAdmin')}家，移交公安（司法）机关${total('trfPoliceInst')}家；处理参保人员${total('persHandled')}人，其中暂停联网结算${total('persSuspend')}人，移送司法${total('persPolice')}人；追回医保资金${total('amtRecover')}万元，违约金${total('amtFee')}万元，行政罚款${total('amtFine')}万元。以上按已报送的14个单位汇总。`,
    );
  });

  it('gathers the measures of one field into one clause', async () => {
    const small = smallInput();
    const field = (key: string, label: string) => ({
      key,
      label,
      unit: '家',
      semantics: 'flow-additive' as const,
      indent: 0,
      section: '领域',
    });
    const more = [
      field('fldAInst', '骨科：检查机构'),
      field('fldAAmt', '骨科：发现问题'),
      field('fldBInst', '检验：检查机构'),
    ];
    const figures = { ...small.snapshot.figures };
    for (const { key } of more) {
      for (const at of ['2023Q3.total.K.current', '2023Q4.total.K.current', '2023Q4.total.K.cumulative']) {
        figures[`T1.${at.replace('K', key)}`] = { kind: 'count', value: 5, unit: '家', display: '5' };
      }
    }
    const bytesOf = await compileSummaryReport({
      snapshot: { ...small.snapshot, figures },
      facts: { ...small.facts, measures: [...small.facts.measures, ...more] },
    });
    expect(paragraphsOf(bytesOf).join()).toContain('骨科检查机构5家、发现问题5家；检验检查机构5家。');
  });

  it('names who never filed, and never as zero', () => {
    expect(whole).toContain('未报单位：泗水县（第四季度统计表、总结报告）。上述单位数据未报，不作为零计入。');
    const row = /<w:tr>(?:(?!<\/w:tr>).)*泗水县.*?<\/w:tr>/s.exec(xmlOf(bytes))?.[0] ?? '';
    expect(row).toContain('未报');
    expect(row).not.toMatch(/<w:t[^>]*>[^<]*\d/);
  });

  it('lists the late ones and those after the cut-off apart', () => {
    expect(whole).toContain('迟报单位：梁山县（第四季度统计表）、金乡县（第三季度统计表）。');
    expect(whole).toContain('汇总截止后补报的单位：鱼台县（总结报告）。补报的数不计入该期本期数');
    expect(whole).toContain('第三季度统计表：应报15个，其中按时报送12个，迟报2个，未报1个。');
  });

  it('names who filed and is not in the figures apart from 未报, in the counts, by name and in the annex', async () => {
    const small = smallInput();
    const key = 'count.T1.2023Q4.pending';
    const figure: Figure = { kind: 'count', value: 1, unit: '个', display: '1' };
    const { offices, punctuality } = small.facts;
    const said = paragraphsOf(
      await compileSummaryReport({
        snapshot: { ...small.snapshot, figures: { ...small.snapshot.figures, [key]: figure } },
        facts: {
          ...small.facts,
          missing: [],
          unsettled: [{ label: '已报待审核', offices: [{ name: '泗水县', what: '第四季度统计表' }] }],
          left: [{ label: '已报待审核', count: key }],
          punctuality: punctuality.map((each) => ({ ...each, exempt: key })),
          offices: offices.map((each) => (each.name === '泗水县' ? { ...each, standing: '已报待审核' } : each)),
        },
      }),
    ).join('\n');
    expect(said).toContain('已报送并计入汇总14个，已报待审核1个；计入汇总的单位中迟报2个。');
    expect(said).toContain(
      '已报待审核的单位：泗水县（第四季度统计表）。上述单位已经报送，所报材料未计入汇总，也不按零计。',
    );
    expect(said).toContain('未报1个；另有免报1个，不计入应报。');
    expect(said).not.toContain('未报单位：');
    expect(said.split('\n')).toContain('已报待审核');
  });

  it('leaves what nobody reported to the officer instead of inventing it', () => {
    expect(paragraphs.filter((text) => /^【待承办人补充：/.test(text)).length).toBe(10);
    // Filled by nobody: neither asserted nor printed as zero.
    expect(whole).not.toContain('移送纪检监察机关问题线索0');
  });

  it('prints a text that a person wrote in place of the gap', async () => {
    const filled = paragraphsOf(
      await compileSummaryReport(withFacts({ narrative: { mechanism: ['建立联席会议制度。'] } })),
    );
    expect(filled).toContain('建立联席会议制度。');
    expect(filled.join()).not.toContain('【待承办人补充：制度建设');
  });

  it('says nothing of missing or late offices when there are none', async () => {
    const all = paragraphsOf(await compileSummaryReport(withFacts({ missing: [], late: [], afterCutOff: [] }))).join(
      '\n',
    );
    expect(all).not.toMatch(/未报单位|迟报单位|补报/);
  });

  it('says that nobody filled a figure of the main sentence, rather than zero', async () => {
    const blank = smallInput();
    const key = 'T1.2023Q4.total.hdlTerminate.cumulative';
    const figure: Figure = { kind: 'count', value: null, unit: '家', display: '' };
    const changed = {
      ...blank,
      snapshot: { ...blank.snapshot, figures: { ...blank.snapshot.figures, [key]: figure } },
    };
    expect(paragraphsOf(await compileSummaryReport(changed)).join()).toContain('解除医保服务协议（各单位均未填）');
  });

  it('annexes every measure with its section, and repeats the head on each page', () => {
    for (const { label, semantics } of input.facts.measures) {
      if (semantics !== 'text') expect(paragraphs).toContain(label);
    }
    expect(xmlOf(bytes).match(/<w:tblHeader\/>/g)).toHaveLength(2);
    expect(paragraphs).toContain('第三季度本期');
  });

  it('is set as GB/T 9704 asks: A4, margins, 22 lines, fonts by name, mirrored page numbers', () => {
    const xml = xmlOf(bytes);
    // A4 and 37/26/35/28 mm in twips, give or take one.
    expect(xml).toMatch(/<w:pgSz w:w="1190[56]" w:h="1683[78]"/);
    expect(xml).toMatch(/<w:pgMar w:top="209[78]" w:right="1474" w:bottom="1984" w:left="158[78]"/);
    expect(xml).toContain('<w:docGrid w:type="lines" w:linePitch="579"/>');
    expect(xml).toMatch(/w:line="579" w:lineRule="exact"/);
    expect(xml).toContain('w:firstLineChars="200"');
    for (const font of ['方正小标宋简体', '仿宋_GB2312', '黑体', '楷体_GB2312']) expect(xml).toContain(font);
    expect(xmlOf(bytes, 'word/settings.xml')).toContain('w:evenAndOddHeaders');
  });

  it('gives the same bytes for the same input', async () => {
    expect(Buffer.from(await compileSummaryReport(input)).equals(Buffer.from(bytes))).toBe(true);
  });

  it('proves clean over fifteen offices', () => {
    expect(proveDocument(bytes, input.snapshot).problems).toEqual([]);
  });
});

describe('a campaign of reports, or of another form than the city’s', () => {
  it('refuses a digit in a fact like any other report', async () => {
    const facts = { table: null, tableTitle: '', periods: [], measures: [], notes: ['按3个单位计。'] };
    expect((await failureOf(withFacts(facts)))?.code).toBe('figure-unbound');
  });

  it('says who filed what and leaves the rest to be written, without an annex', async () => {
    const input = withFacts({ table: null, tableTitle: '', periods: [], measures: [] });
    const bytes = await compileSummaryReport(input);
    expect(proveDocument(bytes, input.snapshot).problems).toEqual([]);
    const text = paragraphsOf(bytes).join('\n');
    expect(text).toContain('未报单位：');
    expect(text).toContain('【待承办人补充：从各单位报告中归纳工作开展情况和成效。】');
    expect(text).not.toMatch(/附件|检查定点医药机构|全市共检查/);
  });

  it('prints every measure that its own form has filled, and the totals as annex', async () => {
    const { facts } = smallInput();
    // Without 追回合计 the city's sentences cannot be written.
    const input = withFacts({ measures: facts.measures.filter(({ key }) => key !== 'amtRecover') });
    const bytes = await compileSummaryReport(input);
    expect(proveDocument(bytes, input.snapshot).problems).toEqual([]);
    const text = paragraphsOf(bytes).join('\n');
    expect(text).toContain('各期汇总');
    expect(text).not.toContain('分单位情况');
    expect(text).toMatch(/截至.*检查定点医药机构/);
  });
});
