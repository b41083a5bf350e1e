import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { callScript } from '../src/index.js';

const facts = { bureau: '某市医保局', office: '兖州区', what: '第三季度统计表', due: '10月10日（星期二）' };
const keys = Object.keys(
  parse(readFileSync(new URL('../templates/call-scripts.yaml', import.meta.url), 'utf8')) as object,
);

describe('a call script', () => {
  it('is null for a key without wording', () => {
    expect(callScript('no-such-script', facts)).toBeNull();
  });

  it.each(keys)('%s names who calls, who is called and what is owed, and asks something', (key) => {
    const script = callScript(key, facts) ?? '';
    for (const said of [facts.bureau, facts.office, facts.what]) expect(script).toContain(said);
    expect(script).toMatch(/？/);
    expect(script).not.toMatch(/[{}\n]/);
  });
});
