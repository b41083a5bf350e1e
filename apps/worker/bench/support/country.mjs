// A campaign of so many counties: one clerk each, one quarterly report.
import { loadCampaign } from '@duban/campaign/schema';

export function countryOf(offices) {
  const each = (line) => Array.from({ length: offices }, (_, i) => line(i)).join('\n');
  const definition = loadCampaign({
    'campaign.yaml': `
id: country-${offices}
title: 全国专项整治
noun: 专项整治
notice: { number: 测〔2024〕${offices}号, title: 关于专项整治的通知, issuers: [某局], date: 2024-01-02, basis: [], publicity: null, source: P }
phases: [{ id: year, title: 全年, phrase: 全年, window: 1月2日至12月31日, source: P }]
bureau:
  name: 某局
  section: 监管司
  email: a@bureau.example
  officers:
${['operator', 'chief', 'deputy', 'leader'].map((role) => `    - { role: ${role}, title: ${role}, email: ${role}@bureau.example, phone: 010-0000001 }`).join('\n')}
  contacts: []
requirements:
  - { id: quarterly, title: 季报, shortTitle: 季报, form: { kind: report, outline: [情况] }, offices: all, frequency: quarterly, phrase: 季后10日前, due: 季后10日前, source: P }
duties: []
ladder: default
hours: { open: '08:30', close: '17:30' }
correctionDays: 3
digestAt: '08:30'
`,
    'directory.yaml': `
offices:
${each((i) => `  - { id: c${i}, name: 县${i}医保局, shortName: 县${i}, code: '${String(i).padStart(6, '0')}', kind: county, standing: subordinate, counterparts: [], source: P }`)}
contacts:
${each((i) => `  - { id: c${i}-a, title: 县${i}经办人, email: a@c${i}.example, phone: 010-0000001, serves: [{ office: c${i}, role: A }] }`)}
recipients: []
`,
  });
  const answers = [{ question: 'quarterly/*/cut-off', value: '5个工作日', by: '某司', on: '2024-01-02', reason: '定' }];
  return { definition, answers, tables: [] };
}
