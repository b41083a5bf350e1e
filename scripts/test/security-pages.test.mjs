import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../lib/commands.mjs';

const folder = join(root, 'docs', 'security');
const read = (name) => readFileSync(join(folder, name), 'utf8');

describe('the picture of the data flows', () => {
  const svg = read('data-flow.svg');

  it('stands by itself: no script, no font or picture from elsewhere', () => {
    expect(svg).not.toMatch(/<script|<image|<foreignObject|@import|url\((?!#)|href=/);
    expect(svg.match(/https?:\/\/[^"]+/g)).toEqual(['http://www.w3.org/2000/svg']);
  });

  it('numbers every flow that the page goes through, and no other', () => {
    const drawn = new Set([...svg.matchAll(/class="nt"[^>]*>(\d+)</g)].map(([, n]) => Number(n)));
    const flows = read('threats.md').split('## 逐流分析')[0].split('## 数据流和信任边界')[1];
    const told = new Set([...flows.matchAll(/^\| ([\d、]+) \|/gm)].flatMap(([, list]) => list.split('、').map(Number)));
    expect([...drawn].sort((a, b) => a - b)).toEqual([...told].sort((a, b) => a - b));
    expect(drawn.size).toBeGreaterThan(10);
  });
});

it.each(['asvs.md', 'measures.md', 'threats.md'])('%s leads to pages and sources that are there', (page) => {
  const text = read(page);
  for (const [, target] of text.matchAll(/\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)/g))
    expect([target, existsSync(join(folder, target))]).toEqual([target, true]);
  for (const [, path] of text.matchAll(/`((?:apps|packages|scripts|seeds)\/[\w./-]+\.(?:ts|mjs|json))`/g))
    expect([path, existsSync(join(root, path))]).toEqual([path, true]);
});
