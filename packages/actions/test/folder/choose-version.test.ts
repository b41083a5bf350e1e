import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseVersion, markOf, type Version } from '../../src/folder/choose-version.js';

const version = (path: string, rest: Partial<Version> = {}): Version => ({
  path,
  filedOn: null,
  errors: 0,
  contradicted: false,
  modifiedAt: 1_700_000_000_000,
  ...rest,
});
const chosen = (first: Version, ...rest: Version[]) => {
  const { best, why } = chooseVersion<Version>([first, ...rest]);
  return [best.path, why];
};

describe('of two versions of one office', () => {
  it('the one whose name says another office loses, even when it is newer', () => {
    const wrong = version('经开区.xlsx', {
      contradicted: true,
      modifiedAt: 1_800_000_000_000,
      filedOn: '2023年10月10日',
    });
    const right = version('太白湖.xlsx', { filedOn: '2023年10月9日' });
    expect(chosen(wrong, right)).toEqual(['太白湖.xlsx', '另一份的文件名写的是别的单位']);
  });

  it('the later 报出日期 wins over what the names say', () => {
    const final = version('兖州区最终.xlsx', { filedOn: '2023-10-08' });
    const later = version('兖州区.xlsx', { filedOn: '2023年10月10日' });
    expect(chosen(final, later)).toEqual(['兖州区.xlsx', '报出日期最晚（2023-10-10）']);
  });

  it('a 报出日期 that only one of them has decides nothing', () => {
    const dated = version('兖州区.xlsx', { filedOn: '2023-10-08' });
    expect(chosen(dated, version('兖州区（修改）.xlsx'))).toEqual(['兖州区（修改）.xlsx', '文件名注明“修改”']);
  });

  it('one with mistakes that is newer by its name is still the newest: the office took the older one back', () => {
    expect(chosen(version('兖州区.xlsx'), version('兖州区更正.xlsx', { errors: 2 }))[0]).toBe('兖州区更正.xlsx');
  });

  it('one without mistakes wins where only the file times differ, which any copying changes', () => {
    const newer = version('a/兖州区.xlsx', { errors: 1, modifiedAt: 1_800_000_000_000 });
    expect(chosen(newer, version('b/兖州区.xlsx'))).toEqual([
      'b/兖州区.xlsx',
      '没有必须修改的问题，其他条件分不出先后',
    ]);
  });

  it('the later file time decides when nothing else does', () => {
    const newer = version('a/兖州区.xlsx', { modifiedAt: 1_700_000_900_000 });
    expect(chosen(newer, version('b/兖州区.xlsx'))).toEqual(['a/兖州区.xlsx', '文件时间最晚']);
  });

  it('nothing decides: one is taken and the officer is asked to look', () => {
    expect(chosen(version('a/兖州区.xlsx'), version('b/兖州区.xlsx'))).toEqual([
      'b/兖州区.xlsx',
      '名称排在后面（分不出先后，请核对）',
    ]);
  });
});

describe('the choice is weak, and the officer asked to look at it,', () => {
  const isWeak = (first: Version, ...rest: Version[]) => chooseVersion<Version>([first, ...rest]).weak;

  it('when only the file times or the names’ order decided', () => {
    expect(isWeak(version('a.xlsx', { modifiedAt: 1_700_000_900_000 }), version('b.xlsx'))).toBe(true);
    expect(isWeak(version('a.xlsx'), version('b.xlsx'))).toBe(true);
  });

  it('not when a name or a 报出日期 did, nor for a single file', () => {
    expect(isWeak(version('a.xlsx'), version('a修改.xlsx'))).toBe(false);
    expect(isWeak(version('a.xlsx'))).toBe(false);
  });
});

describe('what a name says', () => {
  it.each([
    ['兖州区初稿.xlsx', '兖州区.xlsx'],
    ['兖州区（作废）.xlsx', '兖州区初稿.xlsx'],
    ['兖州区.xlsx', '兖州区(1).xlsx'],
    ['兖州区(1).xlsx', '兖州区更正.xlsx'],
    ['兖州区更正.xlsx', '兖州区更正2.xlsx'],
    ['兖州区修改v2.xlsx', '兖州区最终.xlsx'],
    ['兖州区最终.xlsx', '兖州区最终（2）.xlsx'],
    ['兖州区v1.xlsx', '兖州区v2.xlsx'],
    ['兖州区第一版.xlsx', '兖州区第二版.xlsx'],
    ['兖州区.xlsx', '更正/兖州区.xlsx'],
  ])('%s is older than %s', (older, newer) => {
    expect(markOf(newer).rank).toBeGreaterThan(markOf(older).rank);
  });

  it.each(['兖州区20231009.xlsx', '兖州区2023年第3季度.xlsx', '附件1兖州区.xlsx', '370812.xlsx'])(
    '%s says nothing about its version',
    (name) => {
      expect(markOf(name)).toEqual({ rank: 0, mark: '' });
    },
  );
});

it('the choice does not depend on the order in which files are found', () => {
  const any = fc.record({
    path: fc.constantFrom('a.xlsx', 'b最终.xlsx', 'c修改.xlsx', 'd初稿.xlsx', 'e(2).xlsx', 'f.xlsx'),
    filedOn: fc.constantFrom(null, '2023-10-08', '2023年10月10日'),
    errors: fc.nat({ max: 1 }),
    contradicted: fc.boolean(),
    modifiedAt: fc.constantFrom(null, 1_700_000_000_000, 1_800_000_000_000),
  });
  fc.assert(
    fc.property(
      fc
        .uniqueArray(any, { minLength: 2, maxLength: 5, selector: ({ path }) => path })
        .chain((versions) =>
          fc.tuple(fc.constant(versions), fc.shuffledSubarray(versions, { minLength: versions.length })),
        ),
      ([one, other]) => {
        expect(chosen(one[0] as Version, ...one.slice(1))).toEqual(chosen(other[0] as Version, ...other.slice(1)));
      },
    ),
  );
});
