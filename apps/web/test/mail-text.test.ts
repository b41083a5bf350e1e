import { describe, expect, it } from 'vitest';
import { fileSize } from '../src/board/logic/file-size.js';
import { linkParts } from '../src/board/logic/links.js';
import { mailTime } from '../src/board/logic/mail-time.js';
import { mail } from './fixtures/lists.js';

describe('a mail in the local inbox', () => {
  it('makes nothing but http addresses into links', () => {
    expect(linkParts('javascript:alert(1) <b>x</b> data:text/html,x').some((p) => p.link)).toBe(false);
  });

  it('ends an address where Chinese punctuation begins, and keeps every character', () => {
    const parts = linkParts(mail.text);
    expect(parts.filter((p) => p.link).map((p) => p.text)).toEqual([
      'http://127.0.0.1:8080/desk#jining-2026~ss-a~1~Zm9vYmFy',
    ]);
    expect(parts.map((p) => p.text).join('')).toBe(mail.text);
  });

  it('shows the Date header in Chinese time, and says so when there is none', () => {
    expect(mailTime('2026-10-13T01:06:00Z')).toBe('2026-10-13 09:06');
    expect(mailTime(null)).toBe('时间不明');
    expect(mailTime('yesterday')).toBe('时间不明');
  });

  it('shows sizes as file managers do', () => {
    expect([fileSize(512), fileSize(18_432), fileSize(3_500_000)]).toEqual(['512 字节', '18 KB', '3.3 MB']);
  });
});
