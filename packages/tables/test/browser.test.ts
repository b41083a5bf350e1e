import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createContext, runInContext } from 'node:vm';
import { rolldown } from 'rolldown';
import { describe, expect, it } from 'vitest';
import { checkGrid, type Finding } from '../src/index.js';
import { clean, demo } from './demo.js';
import { cleanGrid, t1 } from './t1.js';

const entry = fileURLToPath(new URL('../src/index.ts', import.meta.url));

/** The default entry as one script for a browser, and what the bundler had to say about it. */
async function bundled(): Promise<{ readonly code: string; readonly warnings: readonly string[] }> {
  const warnings: string[] = [];
  const bundle = await rolldown({
    input: entry,
    platform: 'browser',
    onLog: (_, log) => warnings.push(log.message),
  });
  const { output } = await bundle.generate({ format: 'iife', name: 'tables' });
  await bundle.close();
  return { code: output[0].code, warnings };
}

describe('the default entry in a browser', () => {
  it('checks a sheet like the server does, with nothing of Node in reach', async () => {
    const { code, warnings } = await bundled();
    expect(warnings).toEqual([]);
    // A bare context has the language itself and nothing else: no process, Buffer, require, not even console.
    const context = createContext({});
    runInContext(`${code};globalThis.tables = tables;`, context);
    for (const [table, grid, checking] of [
      [t1, { ...cleanGrid(), 'chkInst.current': 31, 'amtRecover.current': null }, {}],
      [demo, { ...clean.grid, 'selfAmt.current': 151 }, { ledgers: { clues: [{ no: 'x', received: '2023-13-01' }] } }],
    ] as const) {
      const call = `JSON.stringify(tables.checkGrid(${[table, grid, checking].map((each) => JSON.stringify(each)).join(', ')}))`;
      const found: readonly Finding[] = JSON.parse(String(runInContext(call, context)));
      expect(found.length).toBeGreaterThan(1);
      expect(found).toEqual(JSON.parse(JSON.stringify(checkGrid(table, grid, checking))));
    }
  });
  it('brings neither the YAML parser nor zod', async () => {
    const { code } = await bundled();
    expect(code).not.toMatch(/parseDocument|\$ZodType/);
    expect(code.length).toBeLessThan(150_000);
  });
  it('names no module of Node in any file of the room', () => {
    const src = fileURLToPath(new URL('../src', import.meta.url));
    const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
    expect(files.length).toBeGreaterThan(20);
    for (const file of files) expect(readFileSync(`${src}/${file}`, 'utf8'), file).not.toMatch(/from '(node:|fs|path)/);
  });
});
