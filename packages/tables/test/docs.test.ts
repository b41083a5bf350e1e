import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { keysOf } from '../src/index.js';
import { loadTables } from '../src/schema.js';

it('the form printed in docs/forms.md loads, and has the cells it speaks of', () => {
  const page = readFileSync(new URL('../../../docs/forms.md', import.meta.url), 'utf8');
  const text = /```yaml\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
  const [table] = loadTables([{ name: 'forms.md', text }]);
  if (table === undefined) throw new Error('no table');
  expect(keysOf(table)).toEqual(
    expect.arrayContaining(['closed.cumulative', 'filed.adjust', 'r01Amt.current', 'rate.current']),
  );
  expect(table.checks.map(({ id }) => id)).toContain('X1-6');
});
