import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { compileSummaryReport, writeChaseLetter, writeCountyReport } from '@duban/documents';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleInput } from '../sample.js';

const run = promisify(execFile);
const has = (program: string, flag: string) => spawnSync(program, [flag]).error === undefined;
const missing = [
  has('soffice', '--version') ? '' : 'soffice (apt install libreoffice-writer)',
  has('pdftotext', '-v') ? '' : 'pdftotext (apt install poppler-utils)',
].filter((each) => each !== '');
const reason = missing.length > 0 ? ` — skipped, not installed: ${missing.join(', ')}` : '';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'duban-render-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function render(name: string, bytes: Uint8Array) {
  const file = join(folder, `${name}.docx`);
  await writeFile(file, bytes);
  // A profile of its own: a second LibreOffice on the user's profile would end at once without converting.
  const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`;
  await run('soffice', [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, file], { timeout: 100_000 });
  const pdf = join(folder, `${name}.pdf`);
  const { stdout: info } = await run('pdfinfo', [pdf]);
  const { stdout: text } = await run('pdftotext', ['-layout', pdf, '-']);
  const pages = text.split('\f').filter((page) => page.trim() !== '');
  return { count: Number(/Pages:\s+(\d+)/.exec(info)?.[1]), size: /Page size:.*/.exec(info)?.[0] ?? '', text, pages };
}

describe.skipIf(missing.length > 0)(`LibreOffice opens what we write${reason}`, { timeout: 120_000 }, () => {
  it('renders the summary report with every figure and page numbers between dashes', async () => {
    const input = sampleInput();
    const { count, size, text, pages } = await render('report', await compileSummaryReport(input));
    expect(count).toBe(pages.length);
    expect(count).toBeGreaterThanOrEqual(6);
    expect(count).toBeLessThanOrEqual(9);
    expect(size).toContain('A4');
    const squeezed = text.replace(/\s/g, '');
    const printed = Object.entries(input.snapshot.figures).filter(([key]) => /^T1\.2023Q4\.total\./.test(key));
    for (const [key, { display }] of printed) expect(squeezed, key).toContain(display);
    for (const [i, page] of pages.entries()) expect(page.replace(/\s/g, '')).toContain(`—${i + 1}—`);
  });

  it('sets 22 lines of 28 characters on a full page', async () => {
    const paragraphs = ['督'.repeat(28 * 70)];
    const { pages } = await render(
      'grid',
      await writeCountyReport({ office: '任城区', title: '总结报告', paragraphs }),
    );
    const lines = (pages[1] ?? '').split('\n').filter((line) => line.includes('督'));
    expect(lines).toHaveLength(22);
    expect(new Set(lines.map((line) => line.trim().length))).toEqual(new Set([28]));
  });

  it('repeats the table’s head on the page that continues it', async () => {
    const { pages } = await render('tables', await compileSummaryReport(sampleInput()));
    const headed = pages.filter((page) => /指标\s+单位\s+第三季度本期/.test(page));
    expect(headed.length).toBeGreaterThanOrEqual(2);
  });

  it('renders the 催报单 on one page', async () => {
    const letter = await writeChaseLetter({
      office: '泗水县医疗保障局',
      bureau: '济宁市医疗保障局',
      campaign: '济宁市2023年医保领域打击欺诈骗保专项整治',
      noticeNumber: '济医保发〔2023〕11号',
      owed: [{ what: '第四季度统计表', originalDue: '2023年12月8日' }],
      calls: [{ at: '12月11日上午', spokeWith: '经办人', said: '正在审签', promised: '12月12日' }],
      answerBy: '2023年12月15日',
      contact: { name: '李某某', phone: '0537-1234567' },
      drafter: '李某某',
      draftedOn: '12月14日',
    });
    const { count, text } = await render('chase', letter);
    expect(count).toBe(1);
    expect(text).toContain('催报单');
  });
});
