import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aliasesOf, type OfficeEntry, OfficeNames, placeOf, plainText } from '../src/index.js';
import { jining } from './fixtures.js';

const names = new OfficeNames(jining.offices);
const office = (id: string, name: string, rest: Partial<OfficeEntry> = {}): OfficeEntry => ({
  id,
  name,
  shortName: name,
  code: null,
  ...rest,
});

describe('an office is not recognised', () => {
  it.each([
    ['a text without any of its names', '医保基金工作情况统计表（最终版）.xlsx'],
    ['the bureau that asks, which owes nothing', '报济宁市医疗保障局基金监管科'],
    ['a code that is only part of a longer number', '1370811.xlsx 05373708115'],
    ['an id inside another word', 'qufuxian_gaoxinqu.xlsx'],
    ['an empty text', ''],
  ])('by %s', (_, text) => {
    expect(names.in(text).offices).toEqual([]);
  });

  it('when two are named: both are candidates, and none of them shares its name', () => {
    expect(names.in('任城区、兖州区合并报送.xlsx')).toEqual({ offices: ['rencheng', 'yanzhou'], sharedName: false });
    expect(names.in('任城区兖州区.xlsx')).toEqual({ offices: ['rencheng', 'yanzhou'], sharedName: false });
    expect(names.in('邹城市曲阜市.xlsx').offices).toEqual(['qufu', 'zoucheng']);
  });

  it('by a name that two of the directory share', () => {
    const two = new OfficeNames([office('a', '济宁高新区人力资源部'), office('b', '潍坊高新区人力资源部')]);
    expect(two.in('高新区三季度.xlsx')).toEqual({ offices: ['a', 'b'], sharedName: true });
    expect(two.in('潍坊高新区三季度.xlsx').offices).toEqual(['b']);
  });

  it('by a district alone that two cities have: the clerk of 市中区 does not write the city’s name', () => {
    const two = new OfficeNames([
      office('jn', '济南市市中区医疗保障局', { shortName: '济南市市中区' }),
      office('zz', '枣庄市市中区医疗保障局', { shortName: '枣庄市市中区' }),
    ]);
    expect(two.in('市中区三季度.xlsx')).toEqual({ offices: ['jn', 'zz'], sharedName: true });
    expect(two.in('济南市市中区.xlsx').offices).toEqual(['jn']);
    expect(two.in('枣庄市中区医保局').offices).toEqual(['zz']);
  });

  it('by a word too common to be a place', () => {
    const market = new OfficeNames([office('szq', '市中区医疗保障局', { shortName: '市中区' })]);
    expect(market.in('济宁市中医院.xlsx').offices).toEqual([]);
    expect(market.in('市中区医保局.xlsx').offices).toEqual(['szq']);
  });
});

describe('an office is recognised', () => {
  it.each([
    ['任城区医疗保障局', 'rencheng'],
    ['济宁市任城区医保局2023年三季度报表', 'rencheng'],
    ['任城医保（终）', 'rencheng'],
    ['任 城 区', 'rencheng'],
    ['３７０８１２统计表', 'yanzhou'],
    ['370812000000', 'yanzhou'],
    ['Qufu_T1_2023Q3', 'qufu'],
    ['曲阜报表', 'qufu'],
    ['曲阜市医疗保障分局', 'qufu'],
    ['邹城市医疗保障事业中心', 'zoucheng'],
    ['梁山县人社局转医保科', 'liangshan'],
    ['高新区报表', 'gaoxin'],
    ['济宁高新技术产业开发区', 'gaoxin'],
    ['济宁市高新区人力资源部', 'gaoxin'],
    ['太白湖', 'taibaihu'],
    ['北湖新区三季度', 'taibaihu'],
    ['经开区人力资源部', 'jingkai'],
    ['济宁经济开发区', 'jingkai'],
    ['兖矿集团', 'yankuang'],
    ['兖矿能源集团股份有限公司', 'yankuang'],
  ])('in “%s” as %s', (text, id) => {
    expect(names.in(text).offices).toEqual([id]);
  });

  it('by every one of its own names, short name and code', () => {
    for (const { id, name, shortName, code } of jining.offices) {
      for (const text of [name, shortName, `${shortName}医保局`, ...(code === null ? [] : [code])])
        expect([text, names.in(`报表 ${text}（3）.xlsx`).offices]).toEqual([text, [id]]);
    }
  });

  it('by the longer name where a shorter one stands inside it', () => {
    const departments = new OfficeNames([office('yb', '任城区医疗保障局'), office('ga', '任城区公安局')]);
    expect(departments.in('任城区公安局表').offices).toEqual(['ga']);
    expect(departments.in('任城区表')).toEqual({ offices: ['yb', 'ga'], sharedName: true });
  });

  it('below the superior that its name begins with, told by the codes', () => {
    const county = new OfficeNames([
      office('yy', '云阳县医疗保障局', { shortName: '云阳县', code: '500235' }),
      office('sj', '双江街道', { code: '500235001' }),
      office('ry', '人和街道', { code: '500235002' }),
    ]);
    expect(county.in('云阳县双江街道报表').offices).toEqual(['sj']);
    expect(county.in('双江街道云阳县').offices).toEqual(['yy', 'sj']);
  });
});

describe('a place', () => {
  it.each([
    ['任城区医疗保障局', '任城区'],
    ['曲阜市医疗保障分局', '曲阜市'],
    ['济宁经济技术开发区人力资源部', '济宁经济技术开发区'],
    ['太白湖新区社会保障事业服务中心', '太白湖新区'],
    ['兖矿能源集团有限公司人力资源服务中心', '兖矿能源'],
    ['云阳县人民政府', '云阳县'],
  ])('of %s is %s', (name, place) => {
    expect(placeOf(name)).toBe(place);
  });
});

describe('never two offices silently', () => {
  const pair = fc
    .tuple(fc.constantFrom(...jining.offices), fc.constantFrom(...jining.offices))
    .filter(([a, b]) => a.id !== b.id);
  const alias = (of: OfficeEntry) => fc.constantFrom(...aliasesOf(of));

  it('whatever two names stand in one text, both offices are candidates', () => {
    fc.assert(
      fc.property(
        pair.chain(([a, b]) => fc.tuple(fc.constant([a.id, b.id]), alias(a), alias(b))),
        fc.constantFrom('、', '与', '_', ' ', '（', '报表'),
        ([ids, one, other], between) => {
          const found = names.in(`${one}${between}${other}.xlsx`).offices;
          expect([...found].sort()).toEqual([...ids].sort());
        },
      ),
    );
  });

  it('any text that settles one office holds the full name of no other', () => {
    const piece = fc.oneof(
      fc.constantFrom('2023', '三季度', '统计表', '最终', '（2）', '济宁市', '医保局', '分局', '城', '州', '区'),
      fc.constantFrom(...jining.offices.flatMap((each) => aliasesOf(each))),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 5 }), (pieces) => {
        const text = plainText(pieces.join(''));
        const { offices } = names.in(text);
        if (offices.length !== 1) return;
        for (const other of jining.offices) {
          if (other.id !== offices[0]) expect(text).not.toContain(plainText(other.name));
        }
      }),
    );
  });
});
