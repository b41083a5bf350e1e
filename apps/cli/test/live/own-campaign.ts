import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LocalDate } from '@duban/base';
import { addDays } from '@duban/base/time';

export interface OwnCampaign {
  readonly issued: LocalDate;
  /** Of 阶段小结: three weeks ago. */
  readonly overSince: LocalDate;
  /** Of 总结: in six weeks. */
  readonly due: LocalDate;
}

/**
 * Writes a bureau's campaign into the folder `name` below `seeds`: its notice came out more than a quarter before `today`, one of its two dues
 * is past, nothing is open.
 */
export function writeOwnCampaign(seeds: string, name: string, today: LocalDate): OwnCampaign {
  const dated = { issued: addDays(today, -130), overSince: addDays(today, -21), due: addDays(today, 42) };
  const folder = join(seeds, name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'campaign.yaml'), campaign(name, dated));
  writeFileSync(join(folder, 'directory.yaml'), DIRECTORY);
  writeFileSync(join(folder, 'answers.yaml'), answers(dated));
  return dated;
}

const campaign = (id: string, { issued, overSince, due }: OwnCampaign): string => `
id: ${id}
title: 示例市骨科耗材专项检查
noun: 专项检查
notice:
  number: 示医保发〔2026〕3号
  title: 关于开展骨科耗材专项检查的通知
  issuers: [示例市医疗保障局]
  date: ${issued}
  basis: []
  publicity: 主动公开
  source: P
phases:
  - { id: check, title: 检查, phrase: 自通知印发之日起, start: ${issued}, end: ${addDays(due, -7)}, source: P }
  - { id: summary, title: 总结, phrase: 检查结束后, start: ${addDays(due, -6)}, end: ${due}, source: P }
bureau:
  name: 示例市医疗保障局
  section: 基金监管科
  email: jjjg@shili.example
  officers:
    - { role: operator, title: 经办人, email: a@shili.example, phone: 0000-0000001 }
    - { role: chief, title: 科长, email: b@shili.example, phone: 0000-0000002 }
    - { role: deputy, title: 分管副局长, email: c@shili.example, phone: 0000-0000003 }
    - { role: leader, title: 局长, email: d@shili.example, phone: 0000-0000004 }
  contacts: []
requirements:
  - id: interim
    title: 阶段小结
    shortTitle: 阶段小结
    form: { kind: report, outline: [检查家数, 发现问题] }
    offices: all
    frequency: once
    phrase: 检查过半时报送阶段小结
    due: ${overSince}
    source: P
  - id: final
    title: 检查总结
    shortTitle: 检查总结
    form: { kind: report, outline: [组织, 成效, 问题] }
    offices: all
    frequency: once
    phrase: 检查结束后报送总结
    due: ${due}
    source: P
duties: []
ladder: default
hours: { open: '08:30', close: '17:30' }
correctionDays: 3
digestAt: '08:30'
`;

const answers = ({ issued, overSince, due }: OwnCampaign): string => `
answers:
  - { question: interim/final/cut-off, value: ${addDays(overSince, 7)}, by: 科长, on: ${issued}, reason: 留一周核对 }
  - { question: final/final/cut-off, value: ${addDays(due, 7)}, by: 科长, on: ${issued}, reason: 留一周核对 }
`;

const DIRECTORY = `
offices:
  - { id: dong, name: 东县医疗保障局, shortName: 东县, code: null, kind: county, standing: subordinate, counterparts: [], source: P }
  - { id: xi, name: 西县医疗保障局, shortName: 西县, code: null, kind: county, standing: subordinate, counterparts: [], source: P }
contacts:
  - { id: dong-a, title: 东县经办人, email: a@dong.example, phone: 0000-0000011, serves: [{ office: dong, role: A }] }
  - { id: xi-a, title: 西县经办人, email: a@xi.example, phone: 0000-0000012, serves: [{ office: xi, role: A }] }
recipients: []
`;
