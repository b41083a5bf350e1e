import { expect, it } from 'vitest';
import { usableLink } from '../../src/desk/logic/kept-link.js';

const HOUR = 3_600_000;

it('a page uses its link again for twelve hours, and has none to use when it was opened without', () => {
  const kept = { token: 't', openedAt: 1_000 };
  expect(usableLink(kept, 1_000 + 12 * HOUR - 1)).toBe('t');
  expect(usableLink(kept, 1_000 + 12 * HOUR)).toBeNull();
  expect(usableLink(null, 0)).toBeNull();
});
