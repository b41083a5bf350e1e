import { DubanError } from '@duban/base';
import { answersOf, seed, seedTexts } from './seeds.js';

export const jiningTexts = seedTexts('jining-2023');
export const jining = seed('jining-2023');
export const jiningAnswers = answersOf('jining-2023');

/** The problem lines of a refusal; fails when nothing was refused. */
export function refused(load: () => unknown): string[] {
  try {
    load();
  } catch (error) {
    if (error instanceof DubanError && error.code === 'definition-invalid')
      return String(error.details.problems).split('\n');
    throw error;
  }
  throw new Error('nothing was refused');
}

/** The smallest campaign that loads. The numbers in the tests are lines of these two texts. */
export const small = {
  'campaign.yaml': `id: test
title: 测试
noun: 专项整治
notice:
  number: 测医保发〔2023〕1号
  title: 通知
  issuers: [测试市医疗保障局]
  date: 2023-08-22
  basis: []
  publicity: null
  source: P
phases:
  - id: all
    title: 全程
    phrase: 即日起
    start: 2023-08-22
    end: 2023-12-10
    source: P
bureau:
  name: 测试市医疗保障局
  section: 基金监管科
  email: bureau@city.example
  officers:
    - { role: operator, title: 经办人, email: a@city.example, phone: 0537-0000001 }
    - { role: chief, title: 科长, email: b@city.example, phone: 0537-0000002 }
    - { role: deputy, title: 副局长, email: c@city.example, phone: 0537-0000003 }
    - { role: leader, title: 局长, email: d@city.example, phone: 0537-0000004 }
  contacts: []
requirements:
  - id: table
    title: 统计表
    shortTitle: 统计表
    form: { kind: table, table: T1, version: 1 }
    offices: [east]
    frequency: quarterly
    phrase: 按季度填报
    due: null
    source: P
duties: []
ladder: default
hours: { open: '08:30', close: '17:30' }
correctionDays: 3
digestAt: '08:30'
`,
  'directory.yaml': `offices:
  - id: east
    name: 东区医疗保障局
    shortName: 东区
    code: '370811'
    kind: county
    standing: subordinate
    counterparts: []
    source: P
contacts:
  - id: east-a
    title: 经办人
    email: a@east.example
    phone: 0537-0000005
    serves: [{ office: east, role: A }]
recipients:
  - { id: east-bureau, name: 东区医疗保障局, email: null, office: east, source: P }
`,
};

type File = keyof typeof small;

/** {@link small} with one piece of one file replaced; fails when the piece is not there exactly once. */
export function smallWith(file: File, change: { from: string; to: string }): typeof small {
  const text = small[file];
  if (text.split(change.from).length !== 2) throw new Error(`${file} does not hold once: ${change.from}`);
  return { ...small, [file]: text.replace(change.from, change.to) };
}
