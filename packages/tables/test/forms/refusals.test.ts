import { describe, expect, it } from 'vitest';
import { LineCounter, parse, parseDocument } from 'yaml';
import { measuresOf } from '../../src/index.js';
import { loadTable, loadTables } from '../../src/schema.js';
import { problemsOf } from '../demo.js';
import { files, formOf, textOf } from './clean.js';

/** Line and column, both from 1, of a character of the text. */
function placeOf(text: string, offset: number): string {
  const lines = text.slice(0, offset).split('\n');
  return `第${lines.length}行第${(lines.at(-1)?.length ?? 0) + 1}列`;
}

/** Where in the file the rule of the first check stands, and its first name. */
function firstRule(text: string): { readonly at: number; readonly name: string } {
  const node = parseDocument(text, { lineCounter: new LineCounter() }).getIn(['checks', 0, 'expr'], true);
  const { range, value } = node as { range: readonly number[]; value: string };
  const [name = ''] = /[a-z][A-Za-z0-9]*/.exec(value) ?? [];
  return { at: text.indexOf(name, range[0]), name };
}

/** The form with a unit that its checks cannot live with. */
const misspeltUnit = (text: string): string =>
  /kind: money, unit: (万元|元)/.test(text)
    ? text.replace(/kind: money, unit: (万元|元)/, 'kind: money, unit: 万圆')
    : text.replace(/(key: (?:points|pharmOn|exposed), [^}]*unit: )(家|分|起)/, '$1家次');

describe('the forms shipped', () => {
  it('load together without a single problem', () => {
    const tables = loadTables(files.map((name) => ({ name, text: textOf(name) })));
    expect(tables.map(({ id }) => `${id.toLowerCase()}.yaml`)).toEqual(files);
  });

  it('load under every setting of their options', () => {
    for (const name of files) {
      const options = Object.keys(parse(textOf(name)).options ?? {});
      for (let bits = 0; bits < 2 ** options.length; bits += 1) {
        const chosen = Object.fromEntries(options.map((option, i) => [option, (bits & (2 ** i)) !== 0]));
        expect(formOf(name, chosen).title, name).not.toBe('');
      }
    }
  });

  it('name every column of tables.md §3 to §8 that counts something', () => {
    const keysOf = (name: string) =>
      new Set(
        [...measuresOf(formOf(name)), ...formOf(name).ledgers.flatMap(({ columns }) => columns)].map(({ key }) => key),
      );
    const named: Readonly<Record<string, string>> = {
      't2a.yaml': 'r01Cnt r20Amt r21Memo fOrthoAmt amtRefundDue amtRefunded rectified selfReport pledge',
      't2b.yaml': 'instDue instDone instPledge problems cases amtFound amtRefunded instZero instLenient instStrict',
      't3.yaml': 'due checked checking notStarted checkRate feedbackRate',
      't5.yaml':
        'clueNo instCode instName personMask fundType amtSuspect dateFrom dateTo description riskLevel assignedUnit',
      't6.yaml':
        'chkInst hdlInst hdlSuspend hdlTerminate hdlAdmin trfPoliceCase policeFiled policeSolved policeArrest amtRecover amtFee amtFine clueRecv clueChecked clueOpen f3Fake f3Chaos fldBase fldCare fldGene fldDialysis expPub rewAmt',
      't7.yaml':
        'policeRecv policeAccepted policeFiled policeSolved policeArrest policeGangs policeAmt policeRecover policeBack arrestCase arrestPers indictCase indictPers supervCase supervPers procAdvice courtClosed courtSentenced courtRestitution healthRecv healthInst healthPers healthScored invChecked invAbnormal invAmt rewPaid finRecovered finFine mktPharm mktHang mktPrice cyberEvents hotlineSent discRecv',
    };
    for (const [name, keys] of Object.entries(named)) {
      const there = keysOf(name);
      expect(
        keys.split(' ').filter((key) => !there.has(key)),
        name,
      ).toEqual([]);
    }
  });

  it('count cases in 件, cite 责令改正 only beside the 条例, say how to mend, and ask for nobody’s name or number', () => {
    for (const name of files) {
      const table = formOf(name);
      const shown = JSON.stringify([table.sections, table.ledgers, table.checks, table.guidance], (key, value) =>
        key === 'source' ? undefined : value,
      );
      expect(shown, name).not.toContain('宗');
      expect(table.guidance.length, name).toBeGreaterThan(0);
      const told = [...table.checks, ...table.reconciliations].map(({ message }) => message);
      expect(
        told.filter((message) => !message.includes('请')),
        name,
      ).toEqual([]);
      const cited = table.checks.map(({ message }) => message).filter((message) => message.includes('责令改正'));
      expect(
        cited.filter((message) => !message.includes('条例')),
        name,
      ).toEqual([]);
      const labels = table.ledgers.flatMap(({ columns }) => columns.map(({ label }) => label));
      expect(
        labels.filter((label) => /姓名|身份证|电话|住址/.test(label) && !label.includes('隐去')),
        name,
      ).toEqual([]);
    }
  });
});

describe.each(files)('a copy of %s is refused', (name) => {
  const text = textOf(name);

  it('when its first check misspells a name, with line and column', () => {
    const { at, name: spelt } = firstRule(text);
    const copy = `${text.slice(0, at)}${spelt}x${text.slice(at + spelt.length)}`;
    const problems = problemsOf(() => loadTable(copy, name)).split('\n');
    expect(
      problems.some((problem) => problem.startsWith(`${name} ${placeOf(copy, at)}：`)),
      problems.join('\n'),
    ).toBe(true);
    expect(problems.join('\n')).toContain(`“${spelt}x”`);
  });

  it('when a unit is misspelt, with line and column', () => {
    const copy = misspeltUnit(text);
    expect(copy).not.toBe(text);
    const problems = problemsOf(() => loadTable(copy, name)).split('\n');
    expect(problems[0]).toMatch(/第\d+行第\d+列：.*(金额单位“万圆”|单位不同)/);
  });

  it('when a measure loses its source', () => {
    const copy = text.replace(/(- \{ key: [^\n]*semantics[^\n]*?), source: ('[^']*'|[^,}]*)/, '$1');
    expect(copy).not.toBe(text);
    expect(problemsOf(() => loadTable(copy, name))).toMatch(/source 出现了空缺/);
  });
});
