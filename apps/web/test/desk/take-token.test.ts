import { describe, expect, it } from 'vitest';
import { takeToken } from '../../src/desk/logic/take-token.js';

function bar(hash: string) {
  const replaced: string[] = [];
  const location = { hash, pathname: '/desk', search: '' };
  const history = { replaceState: (_: null, __: string, url: string) => void replaced.push(url) };
  return { replaced, window: { location, history } };
}

describe('the token of a mailed link', () => {
  it('leaves the address bar at once', () => {
    const { replaced, window } = bar('#jining~yanzhou-a~1~abc-_9');
    expect(takeToken(window)).toBe('jining~yanzhou-a~1~abc-_9');
    expect(replaced).toEqual(['/desk']);
  });

  it('is none without a fragment, and the history stays as it is', () => {
    for (const hash of ['', '#']) {
      const { replaced, window } = bar(hash);
      expect(takeToken(window)).toBeNull();
      expect(replaced).toEqual([]);
    }
  });

  it('is the same when a mail program encoded it', () => {
    expect(takeToken(bar('#jining%7Eyanzhou-a%7E1%7Eabc%20').window)).toBe('jining~yanzhou-a~1~abc');
  });

  it('is taken as it stands when it is broken: the server says so', () => {
    const { replaced, window } = bar('#abc%E4%');
    expect(takeToken(window)).toBe('abc%E4%');
    expect(replaced).toEqual(['/desk']);
  });
});
