import { describe, expect, it } from 'vitest';
import { launchSentence, movedInWords } from '../src/board/logic/launch-count.js';
import { preview } from './fixtures/launch.js';

describe('what a launch confirms', () => {
  it('names the people who report, the units that are told, and all mails', () => {
    expect(launchSentence(preview.messages)).toBe('将向 29 名填报人员、44 个单位发送 73 封邮件');
  });

  it('leaves out who gets nothing', () => {
    expect(launchSentence(preview.messages.filter((m) => m.kind === 'launch'))).toBe(
      '将向 29 名填报人员发送 29 封邮件',
    );
    expect(launchSentence([])).toBe('不发送邮件');
  });

  it('says by how many quarters the dates are moved', () => {
    expect(movedInWords(12)).toBe('整体后移 12 个季度');
    expect(movedInWords(-1)).toBe('整体前移 1 个季度');
    expect(movedInWords(0)).toBe('日期不变');
  });
});
