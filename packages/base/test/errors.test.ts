import { describe, expect, it } from 'vitest';
import { catalogue, type ErrorCode } from '../src/error-catalogue.js';
import { DubanError, reviveError } from '../src/errors.js';

const codes = Object.keys(catalogue) as ErrorCode[];
const placeholders = (message: string): string[] => [...message.matchAll(/\{(\w+)\}/g)].map((m) => m[1] ?? '');

describe('the catalogue', () => {
  it.each(codes)('%s documents every blank of its message and no other', (code) => {
    const { message, details } = catalogue[code];
    expect([...new Set(placeholders(message))].sort()).toEqual(Object.keys(details).sort());
  });

  it.each(codes)('%s says something in Chinese and leaves no brace open', (code) => {
    const { message } = catalogue[code];
    expect(message).toMatch(/\p{Script=Han}/u);
    expect(message.replace(/\{\w+\}/g, '')).not.toMatch(/[{}]/);
  });
});

describe('an error from another process', () => {
  it.each([
    [null],
    [undefined],
    ['campaign-unknown'],
    [{}],
    [{ code: 'no-such-code' }],
    [{ code: 'ENOENT' }],
    [{ code: 42 }],
    [{ code: null }],
    // names that every object has: `in` would have taken them for codes
    [{ code: 'toString' }],
    [{ code: 'constructor' }],
  ])('is not revived from %j', (value) => {
    expect(reviveError(value)).toBeNull();
  });

  it('is revived even when its details were lost on the way', () => {
    expect(reviveError({ code: 'campaign-unknown', details: 'none' })?.code).toBe('campaign-unknown');
  });

  it('comes back with its code, kind, message and details', () => {
    const error = new DubanError('campaign-unknown', { campaign: 'jining-2023' });
    const back = reviveError(JSON.parse(JSON.stringify(error)));
    expect(back).toBeInstanceOf(DubanError);
    expect(back?.code).toBe('campaign-unknown');
    expect(back?.kind).toBe('not-found');
    expect(back?.details).toEqual({ campaign: 'jining-2023' });
    expect(back?.message).toBe('没有找到“jining-2023”。');
  });
});

describe('a message', () => {
  it('leaves a blank visible when nobody gave its value', () => {
    expect(new DubanError('campaign-unknown').message).toBe('没有找到“{campaign}”。');
  });

  it('takes a value as it is, even one that looks like a blank or a replacement pattern', () => {
    expect(new DubanError('campaign-unknown', { campaign: '$& {campaign}' }).message).toBe('没有找到“$& {campaign}”。');
  });

  it('keeps its cause', () => {
    const cause = new Error('disk');
    expect(new DubanError('task-unknown', { task: 't' }, { cause }).cause).toBe(cause);
  });
});
