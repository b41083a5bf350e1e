// A campaign of so many counties for the benches: one clerk each, whatever they owe.

/** County-level units of the division list (notices.md [NBS]). */
export const COUNTIES = 2_846;

/**
 * The files of a campaign (`loadCampaign`) and the answers that are open in it.
 * `requirements`: `[id, frequency, due]` of each report that every county owes.
 */
export function countryOf({ id = 'whole-country', offices = COUNTIES, requirements }) {
  const each = (line) => Array.from({ length: offices }, (_, i) => line(i)).join('\n');
  const officers = ['operator', 'chief', 'deputy', 'leader'].map(
    (role) => `    - { role: ${role}, title: ${role}, email: ${role}@bureau.example, phone: 010-0000001 }`,
  );
  const owed = requirements.map(
    ([name, frequency, due]) =>
      `  - { id: ${name}, title: ${name}, shortTitle: ${name}, form: { kind: report, outline: [情况] }, offices: all, frequency: ${frequency}, phrase: ${due}, due: ${due}, source: P }`,
  );
  const texts = {
    'campaign.yaml': `
id: ${id}
title: 全国专项整治
noun: 专项整治
notice: { number: 测〔2024〕1号, title: 关于专项整治的通知, issuers: [某局], date: 2024-01-02, basis: [], publicity: null, source: P }
phases: [{ id: year, title: 全年, phrase: 全年, window: 1月2日至12月31日, source: P }]
bureau:
  name: 某局
  section: 监管司
  email: a@bureau.example
  officers:
${officers.join('\n')}
  contacts: []
requirements:
${owed.join('\n')}
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
  };
  const answers = requirements.map(([name]) => ({
    question: `${name}/*/cut-off`,
    value: '5个工作日',
    by: '某司',
    on: '2024-01-02',
    reason: '定',
  }));
  return { texts, answers };
}
