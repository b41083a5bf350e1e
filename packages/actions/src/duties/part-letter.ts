import { at, chineseDate, dateOf } from '@duban/base/time';
import type { CampaignDefinition } from '@duban/campaign';
import { writeRequestLetter } from '@duban/documents';
import { putBlob } from '@duban/ledger';
import { dueText } from '../facts/days.js';
import { PART_LETTER, recordDraft, reviewHeading } from '../report/letter-chain.js';
import { type Duty, dutyId } from './duty.js';
import type { Part } from './part-duties.js';

/**
 * The 商请函 by which a department is asked for its part, drafted when the part comes onto the list and laid before the section chief; then
 * it goes the way of every letter. It is taken off the list once the part is there: nobody signs a request for what came.
 */
export function partLetter({ definition, requirement, period, department, what, due, from }: Part): Duty {
  const id = dutyId(definition.id, `${PART_LETTER}/${requirement.id}/${period}/${department.id}`);
  const heading = reviewHeading('商请函');
  return {
    id,
    heading,
    what: `${what}：${department.name}部分的商请函`,
    due: at(due, definition.hours.close),
    dueText: dueText(due),
    toWhom: null,
    missing: [],
    task: {
      title: `${heading}：请${department.name}提供${what}的部分（${chineseDate(due)}到期）。签发后由人发出；收齐后自动撤下。`,
      ...{ by: 'chief', script: PART_LETTER, office: null, from },
      paper: async (tx, now) => {
        const operator = definition.bureau.officers.find(({ role }) => role === 'operator');
        const letter = await writeRequestLetter({
          office: department.name,
          bureau: definition.bureau.name,
          campaign: definition.title,
          noticeNumber: definition.notice.number,
          asked: [{ what: `${what}：贵单位负责的部分`, originalDue: chineseDate(due, true) }],
          answerBy: chineseDate(due, true),
          contact: { name: operator?.title ?? definition.bureau.section, phone: operator?.phone ?? '' },
          drafter: operator?.title ?? definition.bureau.section,
          draftedOn: chineseDate(dateOf(now), true),
        });
        await recordDraft(tx, { id, campaign: definition.id }, now);
        return putBlob(tx, letter, now);
      },
    },
    steps: [],
  };
}

/** Whom the letter of a task asks; null for any other task. */
export function partLetterOf(definition: CampaignDefinition, task: string): { readonly department: string } | null {
  const begin = dutyId(definition.id, `${PART_LETTER}/`);
  if (!task.startsWith(begin)) return null;
  const [requirement, , department] = task.slice(begin.length).split('/');
  const asked = definition.requirements.find(({ id }) => id === requirement)?.collects ?? [];
  return { department: asked.find(({ id }) => id === department)?.department ?? department ?? '' };
}
