import { describe, expect, it } from 'vitest';
import { loadCampaign } from '../src/schema.js';
import { refused, smallWith } from './fixtures.js';

const inDirectory = (from: string, to: string): string[] =>
  refused(() => loadCampaign(smallWith('directory.yaml', { from, to })));

describe('directory.yaml is refused, with line and column,', () => {
  it('when an address is no e-mail address', () => {
    expect(inDirectory('a@east.example', 'a.east.example')).toEqual([
      'directory.yaml:13:12 contacts[0].email：发现“a.east.example”，应为一个邮箱地址',
    ]);
  });

  it('when an address smuggles in a second recipient by a line break', () => {
    expect(inDirectory('a@east.example', '"a@east.example\\nb@other.example"')).toHaveLength(1);
    expect(inDirectory('a@east.example', '"a@east.example\\r\\nRCPT TO:<b@other.example>"')).toHaveLength(1);
    expect(inDirectory('a@east.example', '"a@east.example,b@other.example"')).toHaveLength(1);
  });

  it('when a contact serves an office that does not exist', () => {
    expect(inDirectory('serves: [{ office: east', 'serves: [{ office: east, role: B }, { office: west')).toEqual([
      'directory.yaml:2:5 offices[0]：“east”没有 A 角联系人，每个单位至少一名 A 角',
      'directory.yaml:15:51 contacts[0].serves[1].office：没有单位“west”，应为 directory.yaml 中 offices 的编号',
    ]);
  });

  it('when an office has only a B contact', () => {
    expect(inDirectory('role: A', 'role: B')).toEqual([
      'directory.yaml:2:5 offices[0]：“east”没有 A 角联系人，每个单位至少一名 A 角',
    ]);
  });

  it('when a recipient says it is an office that does not exist', () => {
    expect(inDirectory('office: east, source', 'office: est, source')).toEqual([
      'directory.yaml:17:60 recipients[0].office：没有单位“est”，应为 directory.yaml 中 offices 的编号',
    ]);
  });

  it('when a person or an office ends before it begins', () => {
    const turned = 'effective: { from: 2023-11-01, until: 2023-10-31 }';
    expect(inDirectory('phone: 0537-0000005', `phone: 0537-0000005\n    ${turned}`)).toEqual([
      'directory.yaml:15:43 contacts[0].effective.until：结束“2023-10-31”早于开始“2023-11-01”，结束不能早于开始',
    ]);
    expect(inDirectory('counterparts: []', `counterparts: []\n    ${turned}`)).toEqual([
      'directory.yaml:9:43 offices[0].effective.until：结束“2023-10-31”早于开始“2023-11-01”，结束不能早于开始',
    ]);
  });

  it('when two offices have one division code', () => {
    const west = `  - { id: west, name: 西区, shortName: 西区, code: '370811', kind: county, standing: subordinate, counterparts: [], source: P }\n`;
    const problems = inDirectory('contacts:\n', `${west}contacts:\n`);
    expect(problems).toContain('directory.yaml:10:48 offices[1].code：“370811”已经用过，每个只能出现一次');
  });

  it('when a division code lost its quotes and became a number', () => {
    expect(inDirectory("code: '370811'", 'code: 370811')).toEqual([
      'directory.yaml:5:11 offices[0].code：发现“370811”，应为文字（数字样的内容请加引号）',
    ]);
  });
});

it('a wrong address does not make its office one without a contact', () => {
  expect(inDirectory('a@east.example', 'nobody')).toHaveLength(1);
});
