import { compileSummaryReport, proveDocument } from '@duban/documents';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { smallInput } from './sample.js';
import { tamper, withParts, xmlOf } from './tamper.js';

const input = smallInput();
const { snapshot } = input;
let report: Uint8Array;
let xml: string;
beforeAll(async () => {
  report = await compileSummaryReport(input);
  xml = xmlOf(report);
});
const problemsOf = (bytes: Uint8Array) => proveDocument(bytes, snapshot).problems;
const after = (text: string) => problemsOf(tamper(report, () => text));
const splice = (at: number, length: number, text: string) => xml.slice(0, at) + text + xml.slice(at + length);
const TEXT = /<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g;
const SDT = /<w:sdt>.*?<\/w:sdt>/gs;
/** Where each text begins in the XML, and whether it stands in a control. */
const texts = () => {
  const controls = [...xml.matchAll(SDT)].map((m) => [m.index, m.index + m[0].length] as const);
  return [...xml.matchAll(TEXT)].map((m) => {
    const at = m.index + m[0].indexOf('>') + 1;
    return { at, text: m[1] ?? '', bound: controls.some(([from, to]) => at > from && at < to) };
  });
};

describe('a compiled report', () => {
  it('proves clean, every figure with its key', () => {
    const { problems, figures } = proveDocument(report, snapshot);
    expect(problems).toEqual([]);
    expect(figures).toContainEqual({
      key: 'T1.2023Q4.total.chkInst.cumulative',
      text: snapshot.figures['T1.2023Q4.total.chkInst.cumulative']?.display,
    });
    expect(figures.length).toBeGreaterThan(40);
  });

  it('has no digit outside its controls, and none of its controls is empty of digits by accident', () => {
    expect(texts().filter(({ text, bound }) => !bound && /\d/.test(text))).toEqual([]);
  });
});

// Each test tries hundreds of documents.
describe('the proof fails', { timeout: 180_000 }, () => {
  it('when any single digit of the document is changed', () => {
    const digits = texts().flatMap(({ at, text }) =>
      [...text.matchAll(/\d/g)].map((m) => ({ at: at + m.index, digit: m[0] })),
    );
    expect(digits.length).toBeGreaterThan(100);
    for (const { at, digit } of digits) {
      expect(after(splice(at, 1, String((Number(digit) + 1) % 10))), `digit at ${at}`).not.toEqual([]);
    }
  });

  it('when a digit of any kind is added to any text outside a control', () => {
    const loose = texts().filter(({ bound }) => !bound);
    expect(loose.length).toBeGreaterThan(40);
    fc.assert(
      fc.property(
        fc.constantFrom(...loose),
        fc.constantFrom('7', '７', '²', '④', '٣'),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (text, digit, where) => {
          // Not between the halves of an entity such as &quot;.
          fc.pre(!text.text.includes('&'));
          const at = text.at + Math.floor(where * text.text.length);
          expect(after(splice(at, 0, digit))).toHaveLength(1);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('when a digit is put into any control', () => {
    for (const { at } of texts().filter(({ bound }) => bound)) expect(after(splice(at, 0, '1'))).not.toEqual([]);
  });

  it('when any control is taken off its text, or out together with it', () => {
    for (const { 0: control, index } of xml.matchAll(SDT)) {
      const run = /<w:sdtContent>(.*)<\/w:sdtContent>/s.exec(control)?.[1] ?? '';
      expect(after(splice(index, control.length, run))).not.toEqual([]);
      expect(after(splice(index, control.length, ''))).not.toEqual([]);
    }
  });

  it('when two controls change places, though each still names its own figure', () => {
    const [first, second] = [...xml.matchAll(SDT)].filter(({ 0: control }) => control.includes('total.'));
    if (!first || !second) throw new Error('too few controls');
    const swapped =
      xml.slice(0, first.index) +
      second[0] +
      xml.slice(first.index + first[0].length, second.index) +
      first[0] +
      xml.slice(second.index + second[0].length);
    expect(after(swapped).join()).toContain('次序已改变');
  });

  it('when a digit is split over runs, or written by an entity', () => {
    const run = (text: string) => `<w:r><w:t>${text}</w:t></w:r>`;
    expect(after(xml.replace('</w:p>', `${run('1')}${run('2')}</w:p>`))).toHaveLength(1);
    expect(after(xml.replace('</w:p>', `${run('&#49;')}</w:p>`))).toHaveLength(1);
  });

  it('when a number is tracked as inserted, and does not when it is tracked as deleted', () => {
    const change = (kind: string, text: string) =>
      after(
        xml.replace('</w:p>', `<w:${kind} w:id="1" w:author="a"><w:r><w:${text}>9</w:${text}></w:r></w:${kind}></w:p>`),
      );
    expect(change('ins', 't')).toHaveLength(1);
    expect(change('del', 'delText')).toEqual([]);
  });

  it.each([
    ['an automatic number', '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>', '自动编号'],
    [
      'a calculated field',
      '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>=1+1</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>',
      '域',
    ],
    ['a page field in the body', '<w:fldSimple w:instr="PAGE"><w:r><w:t>3</w:t></w:r></w:fldSimple>', '域'],
    ['a picture', '<w:r><w:drawing/></w:r>', '图片'],
    ['a symbol character', '<w:r><w:sym w:font="Wingdings" w:char="F031"/></w:r>', '符号字符'],
  ])('when the body holds %s, whose print no text shows', (_, content, kind) => {
    expect(after(xml.replace('</w:p>', `${content}</w:p>`)).join()).toContain(kind);
  });

  it('when a footer, a header or a footnote holds a digit, and not because of the page numbers', () => {
    const footer = Object.keys({ 'word/footer1.xml': 1 })[0] as string;
    expect(xmlOf(report, footer)).toContain('PAGE');
    expect(
      problemsOf(tamper(report, (each) => each.replace('</w:p>', '<w:r><w:t>第3稿</w:t></w:r></w:p>'), footer)),
    ).toHaveLength(1);
    const note =
      '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:footnote><w:p><w:r><w:t>共8家</w:t></w:r></w:p></w:footnote></w:footnotes>';
    expect(problemsOf(withParts(report, { 'word/footnotes.xml': note }))).toHaveLength(1);
  });

  it('when a paragraph style numbers its paragraphs', () => {
    const numbered = tamper(
      report,
      (each) => each.replace('</w:styles>', '<w:style w:styleId="N"><w:pPr><w:numPr/></w:pPr></w:style></w:styles>'),
      'word/styles.xml',
    );
    expect(problemsOf(numbered)).toEqual([]);
    expect(
      problemsOf(tamper(numbered, (each) => each.replace('<w:pPr>', '<w:pPr><w:pStyle w:val="N"/>'))).join(),
    ).toContain('自动编号');
  });

  it('when a control names a key that the snapshot lacks, such as a name of every object', () => {
    const rename = (tag: string) => after(xml.replace(/(<w:tag w:val=")[^"]*/, `$1${tag}`)).join();
    expect(rename('T1.2023Q4.total.nothing.cumulative')).toContain('不存在');
    expect(rename('constructor')).toContain('不存在');
  });

  it('when it is held against another snapshot, or its seal is gone', () => {
    expect(proveDocument(report, { ...snapshot, id: 'other' }).problems).toHaveLength(1);
    expect(
      problemsOf(tamper(report, (each) => each.replace(/DubanControls/, 'X'), 'docProps/custom.xml')).join(),
    ).toContain('出稿标记');
  });

  it('when the snapshot was corrected after compiling', () => {
    const key = 'T1.2023Q4.total.chkInst.cumulative';
    const figure = snapshot.figures[key];
    if (!figure) throw new Error(key);
    const corrected = { ...snapshot, figures: { ...snapshot.figures, [key]: { ...figure, display: '1' } } };
    expect(proveDocument(report, corrected).problems.length).toBeGreaterThan(0);
  });
});

it('reads a document whose prefix another program renamed', () => {
  const renamed = xml
    .replace(/(<\/?)w:/g, '$1x:')
    .replace(/ w:(\w+)=/g, ' x:$1=')
    .replace('xmlns:w=', 'xmlns:x=');
  expect(after(renamed)).toEqual([]);
});
