import { describe, expect, it } from 'vitest';
import { fileNameOf } from '../../src/desk/logic/file-name.js';
import { receiptLines, receiptText, secondText } from '../../src/desk/logic/receipt-words.js';
import { NOW, receipt } from './fixtures.js';

const facts = { ...receipt(), office: '兖州区医疗保障局', what: '2026年第三季度统计表', fileName: '三季度.xlsx' };

describe('a receipt', () => {
  it('names office, task, file, hash and the time of the server to the second', () => {
    expect(receiptText(facts)).toBe(
      [
        '回执号：HZ20261124-5f3a9c21',
        '填报单位：兖州区医疗保障局',
        '报送任务：2026年第三季度统计表',
        '文件名：三季度.xlsx',
        '收到时间：2026-11-24 10:00:08（服务器时间）',
        `SHA-256：${'ab'.repeat(32)}`,
      ].join('\n'),
    );
  });

  it('leaves out a file name that nobody knows any more', () => {
    expect(receiptLines({ ...facts, fileName: null }).map(([label]) => label)).not.toContain('文件名');
  });

  it('reads the clock in Asia/Shanghai', () => {
    expect(secondText(NOW + 59_999)).toBe('2026-11-24 10:00:59');
  });
});

describe('the name of a download', () => {
  it('is the Chinese one of the server', () => {
    const sent = `attachment; filename="file.xlsx"; filename*=UTF-8''${encodeURIComponent('兖州区（三季度）.xlsx')}`;
    expect(fileNameOf(sent, 'x')).toBe('兖州区（三季度）.xlsx');
  });

  it('falls back where the server names none or a broken one', () => {
    expect(fileNameOf(null, '统计表.xlsx')).toBe('统计表.xlsx');
    expect(fileNameOf('attachment', '统计表.xlsx')).toBe('统计表.xlsx');
    expect(fileNameOf(`attachment; filename="file.xlsx"; filename*=UTF-8''%E4%`, 'x')).toBe('file.xlsx');
  });
});
