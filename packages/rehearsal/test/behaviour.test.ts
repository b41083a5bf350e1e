import path from 'node:path';
import { repoRoot, throwawayFolder } from '@duban/runtime';
import { afterAll, describe, expect, it } from 'vitest';
import { castOffices } from '../src/cast.js';
import { loadBehaviour, namedBehaviours, parseBehaviour } from '../src/index.js';

const folder = throwawayFolder('behaviour-test');
afterAll(() => folder.remove());

const one = '{ id: quick, label: 快, weight: 1, files: { earliest: -3, latest: -3 }, promises: null }';
const problemsOf = (text: string): string => {
  try {
    parseBehaviour(text, 'mine.yaml');
  } catch (error) {
    return (error as Error).message;
  }
  return '';
};

describe('a file of profiles', () => {
  it('is refused with every mistake at its line, in Chinese', () => {
    const lines = [
      'profiles:',
      '  - { id: quick, label: 快, weight: 1, files: { earliest: 2, latest: -3 }, promises: null }',
      '  - { id: quick, label: 慢, weight: -1, files: null, promises: { days: 1, keeps: 101 }, mood: 好 }',
    ];
    const said = problemsOf(lines.join('\n'));
    const column = (line: number, text: string): number => (lines[line - 1] ?? '').indexOf(text) + 1;
    expect(said).toContain(`mine.yaml:2:${column(2, '-3')} profiles[0].files.latest：发现“-3”，不能早于 earliest`);
    expect(said).toContain(`mine.yaml:3:${column(3, '-1')} profiles[1].weight：发现“-1”，不能小于 0`);
    expect(said).toContain('不能大于 100');
    expect(said).toMatch(/profiles\[1\]\.mood：不认识这个字段，只能有 id、label、weight/);
  });

  it('is refused when a part names a profile that is not there, or nobody can be drawn', () => {
    expect(problemsOf(`profiles: [${one}]\ncast: { yutai: slow }\n`)).toContain(
      'cast.yutai：发现“slow”，应为 quick 之一',
    );
    expect(problemsOf(`profiles: [${one.replace('weight: 1', 'weight: 0')}]`)).toContain('至少一个的 weight 大于 0');
    expect(problemsOf(`profiles: [${one}, ${one}]`)).toContain('每个编号只能写一次');
  });

  it('is refused when it gives a part to an office that is not in the campaign', () => {
    const behaviour = parseBehaviour(`profiles: [${one}]\ncast: { nowhere: quick }\n`, 'mine.yaml');
    expect(() => castOffices({ title: '专项', offices: [] }, 1, behaviour)).toThrow('nowhere');
  });

  it('is looked for by name and by path; neither there, the names are said', async () => {
    expect(namedBehaviours()).toEqual(['hard', 'smooth', 'usual']);
    for (const name of namedBehaviours()) expect((await loadBehaviour(name)).profiles.length).toBeGreaterThan(1);
    const file = path.join(repoRoot(import.meta.url), 'packages/rehearsal/profiles/hard.yaml');
    expect(await loadBehaviour(file)).toEqual(await loadBehaviour('hard'));
    await expect(loadBehaviour(path.join(folder.path, 'none.yaml'))).rejects.toMatchObject({ code: 'profile-unknown' });
  });
});
