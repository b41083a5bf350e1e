import { describe, expect, it } from 'vitest';
import { checkChoice, MAX_BYTES, offered, sizeWords } from '../../src/desk/logic/check-choice.js';

const file = (name: string, size = 20_000) => ({ name, size });

describe('a chosen file, before anything is sent', () => {
  it('refuses what is no workbook and says how to save one', () => {
    expect(checkChoice('table', file('三季度.csv'))).toBe(
      '“三季度.csv”不是 .xlsx 工作簿。请在 Excel 或 WPS 中打开下发的模板填写，另存为 .xlsx 后重新选择。',
    );
  });

  it('lets an old .xls or .et through: the server converts it, or says how to save it', () => {
    expect(checkChoice('table', file('三季度.xls'))).toBeNull();
    expect(checkChoice('table', file('三季度.ET'))).toBeNull();
    expect(checkChoice('report', file('总结.xls'))).toContain('不是 .docx 文档');
    expect(offered('table')).toBe('.xlsx,.xls,.et');
  });

  it('refuses a workbook where a report is owed, and a report where a table is', () => {
    expect(checkChoice('report', file('总结.xlsx'))).toContain('不是 .docx 文档');
    expect(checkChoice('table', file('总结.docx'))).toContain('不是 .xlsx 工作簿');
  });

  it('refuses one byte over 10 MB and never calls it 10 MB', () => {
    expect(checkChoice('table', file('大表.xlsx', MAX_BYTES + 1))).toBe(
      '“大表.xlsx”有 10.1 MB，超过 10 MB。请删去图片和多余的工作表后重新选择。',
    );
    expect(checkChoice('table', file('大表.xlsx', MAX_BYTES))).toBeNull();
  });

  it('refuses an empty file: it was never saved', () => {
    expect(checkChoice('table', file('空.xlsx', 0))).toContain('空文件');
  });

  it('takes the right kind whatever the case of its ending', () => {
    expect(checkChoice('table', file('TABLE.XLSX'))).toBeNull();
    expect(checkChoice('report', file('总结.docx'))).toBeNull();
  });

  it('writes sizes as people do', () => {
    expect([sizeWords(300), sizeWords(48_000), sizeWords(3 * 1024 * 1024)]).toEqual(['1 KB', '47 KB', '3.0 MB']);
  });
});
