import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const dist = new URL('../dist/', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, dist), 'utf8');

/** Every script that a page loads at once or later, by following imports. */
function scriptsOf(page: string): string[] {
  const found = new Set<string>();
  const follow = (text: string): void => {
    for (const [, name = ''] of text.matchAll(/["'`](?:\/assets\/|\.\/|assets\/)([\w.-]+\.js)["'`]/g)) {
      if (found.has(name) || !existsSync(new URL(`assets/${name}`, dist))) continue;
      found.add(name);
      follow(read(`assets/${name}`));
    }
  };
  follow(read(page));
  return [...found];
}

const hasAntd = (name: string): boolean => read(`assets/${name}`).includes('anticon');

describe('the built pages (npx vite build)', () => {
  it('never send antd to the clerk’s old browser', () => {
    expect(scriptsOf('desk.html').filter(hasAntd)).toEqual([]);
    expect(scriptsOf('index.html').some(hasAntd)).toBe(true);
  });

  it('hold no inline script, which the content security policy would stop, and nothing from another host', () => {
    for (const page of ['index.html', 'desk.html']) {
      expect(read(page)).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>/);
      expect(read(page)).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
    }
  });
});
