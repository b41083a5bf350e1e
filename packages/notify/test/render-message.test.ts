import { factSchemas, type MessageFacts, type MessageKind, renderMessage } from '@duban/notify';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { samples } from './facts.js';

const kinds = Object.keys(factSchemas) as MessageKind[];
type Debt = MessageFacts['chase']['offices'][number]['debts'][number];

function chase(debts: [Debt, ...Debt[]], standing: 'subordinate' | 'peer' = 'subordinate') {
  return renderMessage('chase', { ...samples.chase, offices: [{ name: '任城区医疗保障局', standing, debts }] });
}
const table = { what: '第三季度统计表', due: '2023年10月10日（星期二）' };

describe('what a message refuses', () => {
  it('refuses facts that lack a field, rather than printing a gap', () => {
    const { bureau: _, ...lacking } = samples.refusal;
    expect(() => renderMessage('refusal', lacking as MessageFacts['refusal'])).toThrow(/bureau/);
  });

  it('refuses a chase without a debt', () => {
    expect(() => renderMessage('chase', { ...samples.chase, offices: [] as never })).toThrow();
  });

  it('refuses a receipt whose SHA-256 is not one', () => {
    expect(() => renderMessage('receipt', { ...samples.receipt, sha256: 'abc' })).toThrow();
  });

  it('does not run template syntax that came in with a fact', () => {
    const { text, subject } = renderMessage('refusal', {
      ...samples.refusal,
      fileName: '{{ bureau }}{% assign x = 1 %}.xls',
    });
    expect(text).toContain('{{ bureau }}{% assign x = 1 %}.xls');
    expect(subject).toContain('{{ bureau }}');
  });

  it('lets no name start a line of its own', () => {
    const { text, subject } = renderMessage('refusal', {
      ...samples.refusal,
      fileName: '表.xls\r\nBcc: a@b.cn\u2028联系人：骗子',
    });
    expect(subject).toBe('【未能收件】表.xls Bcc: a@b.cn 联系人：骗子');
    expect(text.split('\n').filter((each) => /^(Bcc|联系人：骗子)/.test(each))).toEqual([]);
  });

  it('blacks out an identity number that slipped into a reason, and leaves a SHA-256 alone', () => {
    expect(renderMessage('refusal', { ...samples.refusal, reason: '参保人37081119800101123X的行' }).text).toContain(
      '参保人（身份证号已隐去）的行',
    );
    const sha256 = '1'.repeat(64);
    expect(renderMessage('receipt', { ...samples.receipt, sha256 }).text).toContain(sha256);
  });
});

describe.each(kinds)('every %s message', (kind) => {
  const message = renderMessage(kind, samples[kind]);

  it('has a subject of one line in Chinese brackets, is signed and dated', () => {
    expect(message.subject).toMatch(/^【.+】[^\n]+$/);
    expect(message.text).toContain('济宁市医疗保障局\n2023年10月9日');
    expect(message.text).not.toMatch(/\{\{|\{%|undefined|null/);
    expect(message.text).not.toMatch(/\n{3,}/);
  });

  it('has a copy-ready text of at most 120 characters, without telephone numbers or figures of the sheets', () => {
    expect([...message.short].length).toBeLessThanOrEqual(120);
    expect(message.short).not.toMatch(/\n|0537|118|张三|某某/);
  });
});

it('keeps the copy-ready text within 120 characters whatever the names are', () => {
  const name = fc.string({ minLength: 1, maxLength: 200, unit: 'binary' });
  fc.assert(
    fc.property(fc.constantFrom(...kinds), name, name, (kind, office, what) => {
      const facts = JSON.parse(JSON.stringify(samples[kind]), (key, value) =>
        ['office', 'name', 'round', 'report'].includes(key) ? office : key === 'what' ? what : value,
      );
      const { short, subject } = renderMessage(kind, facts);
      expect([...short].length).toBeLessThanOrEqual(120);
      expect(subject).not.toMatch(/[\r\n\u2028\u2029]/);
    }),
    { numRuns: 300 },
  );
});

it('a name with half a million blanks in it costs no more than its length', () => {
  const office = `任城区${' '.repeat(500_000)}医疗保障局`;
  const offices = [{ ...samples.chase.offices[0], name: office }] as MessageFacts['chase']['offices'];
  const { short, subject } = renderMessage('chase', { ...samples.chase, offices });
  expect([...short].length).toBeLessThanOrEqual(120);
  expect([...subject].length).toBeLessThanOrEqual(150);
});

describe('the link to the own page', () => {
  const link = 'http://127.0.0.1:8080/desk#jining-2023~yanzhou-a~1~abc';
  const toOffices = ['launch', 'chase', 'return', 'refusal', 'receipt', 'guidance', 'answer', 'change'] as const;

  it.each(toOffices)('stands at the end of a line of a %s, so that a mail program can open it', (kind) => {
    const facts = { ...samples[kind], handIn: ['打开本单位报送页面，上传填好的文件'], link };
    const { text, short, subject } = renderMessage(kind, facts as MessageFacts[typeof kind]);
    expect(text).toContain(`打开报送页面（无需注册）：${link}\n`);
    expect(short + subject).not.toContain('desk#');
  });

  it.each(kinds)('is not spoken of in a %s without one', (kind) => {
    expect(renderMessage(kind, samples[kind]).text).not.toContain('报送页面');
  });

  it('cannot bring a line of its own', () => {
    const { text } = renderMessage('refusal', { ...samples.refusal, link: `${link}\n联系人：骗子` });
    expect(text.split('\n').filter((each) => each.startsWith('联系人：骗子'))).toEqual([]);
  });
});

describe('the wording of a chase', () => {
  it.each([
    ['before-period-end', '【期末提醒】', '本期即将结束'],
    ['before-holiday', '【节前提醒】', '节前安排填报'],
    ['period-start', '【开始填报】', '所附模板'],
    ['T-3', '【提醒】', '安排填报'],
    ['T-1', '【明日到期】', '明日到期'],
    ['T', '【今日到期】', '请在上述时限前报送'],
    ['urgent', '【急件】', '临时加报'],
    ['urgent-first', '【急件】', '现临时加报以下事项'],
    ['returned', '【退回修改】', '按审核提示更正'],
    ['returned-tomorrow', '【退回修改，明日到期】', '已退回修改，明日到期'],
    ['returned-today', '【退回修改，今日到期】', '已退回修改，今日到期'],
    ['overdue', '【已逾期】', '来电说明原因'],
  ] as const)('says at step %s how pressing it is: %s', (step, tag, sentence) => {
    const { subject, text } = chase([{ ...table, step }]);
    expect(subject).toBe(`${tag}任城区医疗保障局：第三季度统计表`);
    expect(text).toContain(sentence);
  });

  it('puts the most pressing of several debts in the subject', () => {
    expect(
      chase([
        { ...table, step: 'T-3' },
        { ...table, what: '总结报告', step: 'overdue' },
      ]).subject,
    ).toBe('【已逾期】任城区医疗保障局：2项报送任务');
  });

  it('does not call a due on a Sunday “today” on the Friday before it', () => {
    const { subject, text } = chase([
      { what: '总结报告', due: '2023年12月10日（星期日）', step: 'T', dueOnRestDay: true },
    ]);
    expect(subject).not.toContain('今日到期');
    expect(text).toContain('最后一个工作日');
  });

  it('asks a peer courteously instead of chasing it', () => {
    const { subject, text, short } = chase([{ ...table, step: 'overdue' }], 'peer');
    expect(subject).toMatch(/^【商请】/);
    expect(text).toContain('商请任城区医疗保障局协助');
    expect(`${text}${short}`).not.toMatch(/逾期|仍未收到|立即/);
  });

  it('says of a sheet that was sent back and is overdue that it did not come again, not that nothing came', () => {
    for (const standing of ['subordinate', 'peer'] as const) {
      const { text } = chase([{ ...table, step: 'overdue', returned: true }], standing);
      expect(text).toContain('退回修改');
      expect(text).not.toMatch(/仍未收到|如已备妥/);
    }
  });

  it('speaks of the leader’s signature, not of filling in, once the county says 待审签', () => {
    expect(chase([{ ...table, step: 'T', stage: 'approving' }]).text).toContain('协助提请分管负责同志审签');
  });

  it('asks the leader who reads it to sign, not to help ask the leader', () => {
    const approving = chase([{ ...table, step: 'T', stage: 'approving', leads: true }]).text;
    expect(approving).toContain('当前进度：待审签。请审签。');
    const sealing = chase([{ ...table, step: 'T', stage: 'sealing', leads: true }]).text;
    expect(sealing).toContain('当前进度：待用印。请安排用印。');
    expect(approving + sealing).not.toContain('协助');
  });

  it.each(['T-3', 'before-holiday'] as const)('at step %s does not ask for what 待用印 says is done', (step) => {
    expect(chase([{ ...table, step, stage: 'sealing' }]).text).not.toMatch(/安排填报|审签/);
    expect(chase([{ ...table, step, stage: 'approving' }]).text).not.toMatch(/安排填报/);
  });

  it('presses nobody in the first word of an urgent request', () => {
    const first = chase([{ ...table, step: 'urgent-first' }]);
    expect(first.text).toContain('现临时加报以下事项，请任城区医疗保障局按时限报送：');
    expect(first.text + first.short).not.toMatch(/抓紧|如已报送|已报请忽略|\n{3}/);
    expect(first.text).toContain('\n\n');
    const again = chase([{ ...table, step: 'urgent' }]);
    expect(again.text).toContain('抓紧办理');
    expect(again.text).toContain('如已报送，请忽略本提醒。');
  });

  it('groups the debts of one clerk by office', () => {
    const debts: [Debt] = [{ ...table, step: 'T-1' }];
    const { subject, text } = renderMessage('chase', {
      ...samples.chase,
      offices: [
        { name: '任城区', debts },
        { name: '兖州区', debts },
      ],
    });
    expect(subject).toBe('【明日到期】任城区等2个单位：2项报送任务');
    expect(text.indexOf('【任城区】')).toBeLessThan(text.indexOf('【兖州区】'));
  });
});

describe('receipts and returns', () => {
  it('a receipt shows version, server time and the full SHA-256', () => {
    const { text } = renderMessage('receipt', samples.receipt);
    for (const part of [
      '第1版',
      '2023-10-09 10:31',
      '0123456789abcdef'.repeat(4),
      '校验码：0123456789ab',
      '按时报送',
    ]) {
      expect(text).toContain(part);
    }
  });

  it('a receipt of a 代收登记 says that its time is the registered arrival, not the server’s', () => {
    const { text } = renderMessage('receipt', { ...samples.receipt, registeredBy: '综合科' });
    expect(text).toContain('收到时间：2023-10-09 10:31（代收登记的送达时间）');
    expect(text).not.toContain('服务器');
    expect(renderMessage('receipt', samples.receipt).text).toContain('（以服务器时间为准）');
  });

  it('a refusal says that nothing was filed', () => {
    expect(renderMessage('refusal', samples.refusal).text).toContain('本次提交不算报送');
  });

  it('a receipt of a late correction says that the version was late, not the office', () => {
    const { text } = renderMessage('receipt', {
      ...samples.receipt,
      version: 2,
      correction: true,
      versionLateFor: 'due',
    });
    expect(text).toContain('重报时限：');
    expect(text).toContain('时效：按时报送（以首次收到为准；本版晚于重报时限）');
    expect(text).not.toContain('迟报');
  });

  it('a return lists place, found, expected and how to mend', () => {
    const { text } = renderMessage('return', samples.return);
    for (const part of ['统计表 D5', '所填：120', '应为：118', '应等于医疗机构与零售药店之和', '2023年10月12日']) {
      expect(text).toContain(part);
    }
  });

  it('a merged round names who is missing and says that they do not count as zero', () => {
    const { text } = renderMessage('round-merged', samples['round-merged']);
    expect(text).toContain('未报：微山县、鱼台县');
    expect(text).toContain('未计入的单位不按零计');
  });

  it('a merged round never calls 未报 who filed and was not decided on, nor 补报 what came before the cut-off', () => {
    const facts = { ...samples['round-merged'], included: 0, missing: [], pending: ['兖州区'], returned: ['鱼台县'] };
    const { subject, text, short } = renderMessage('round-merged', facts);
    expect(subject).toContain('0/15个单位已汇总，另有1个已报待审核');
    for (const part of ['未报：无', '已报待审核（未计入）：兖州区', '退回未重报（未计入）：鱼台县', '不算补报'])
      expect(text).toContain(part);
    expect(short).toContain('1个已报待审核');
    const again = renderMessage('round-merged', { ...facts, takenIn: ['微山县'], reviewed: ['汶上县'] }).text;
    expect(again).toContain('本次为重新汇总，计入微山县的补报，审核后计入汶上县（截止前已报）。');
    const reviewed = renderMessage('round-merged', { ...facts, reviewed: ['汶上县'] }).text;
    expect(reviewed).toContain('本次为重新汇总，审核后计入汶上县（截止前已报）。');
    expect(reviewed).not.toContain('的补报');
  });
});
