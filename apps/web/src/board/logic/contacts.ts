import type { ContactListed } from '@duban/api/types';
import { shortDay } from '../../shared/china-time.js';
import { urls } from '../api/urls.js';
import { contactRoleWords, contactWords } from '../words.js';
import type { Act } from './act.js';
import type { Tone } from './cell-view.js';

export interface ContactForm {
  readonly title: string;
  readonly email: string;
  readonly phone: string;
}

/** What is still missing, in words; null when it may be sent. Which addresses are fit, the API says. */
export function missingFromContact({ title, email, phone }: ContactForm): string | null {
  if (title.trim() === '') return '请写职务，不写姓名，如：兖州区医保局经办人。';
  if (email.trim() === '') return '请写邮箱。';
  return phone.trim() === '' ? '请写电话。' : null;
}

export const contactBody = ({ title, email, phone }: ContactForm): ContactForm => ({
  title: title.trim(),
  email: email.trim(),
  phone: phone.trim(),
});

/** Only what was changed: what is left out stays as it is. */
export function contactChange(before: ContactForm, after: ContactForm): Partial<ContactForm> {
  const now = contactBody(after);
  const fields = ['title', 'email', 'phone'] as const;
  return Object.fromEntries(fields.filter((field) => now[field] !== before[field]).map((field) => [field, now[field]]));
}

export type Serving = ContactListed['serves'][number];

/** What is wrong with the functions that were chosen, in words; null when they may be sent. */
export function missingFromServes(serves: readonly Serving[]): string | null {
  if (serves.length === 0) return '请至少选择一个单位；不再负责任何单位的，请用“交接”或“删除”。';
  const twice = serves.find((one, at) => serves.findIndex((other) => isSame(one, other)) !== at);
  return twice ? `“${twice.name} ${contactRoleWords[twice.role]}”写了两次，请移除一行。` : null;
}

/** One person may hold two functions at one office, but none twice. */
const isSame = (one: Serving, other: Serving): boolean => one.office === other.office && one.role === other.role;

const ROLES = ['B', 'A', 'leader'] as const;

/** With one more office, in the first function there that the person does not hold yet; B角 is what one takes on beside one's own. */
export function servingAlso(
  serves: readonly Serving[],
  office: { readonly id: string; readonly name: string },
): readonly Serving[] {
  const role = ROLES.find((r) => !serves.some((line) => line.office === office.id && line.role === r));
  return role === undefined ? serves : [...serves, { office: office.id, name: office.name, role }];
}

/** The functions as the API takes them; undefined where they are as before. */
export function servesChange(
  before: readonly Serving[],
  after: readonly Serving[],
): { readonly office: string; readonly role: Serving['role'] }[] | undefined {
  const listed = (all: readonly Serving[]): string =>
    all
      .map(({ office, role }) => `${office} ${role}`)
      .sort()
      .join();
  return listed(before) === listed(after) ? undefined : after.map(({ office, role }) => ({ office, role }));
}

/** `兖州区 A角、曲阜市 B角` */
export function servesInWords(serves: ContactListed['serves']): string {
  return serves.map(({ name, role }) => `${name} ${contactRoleWords[role]}`).join('、');
}

/** Whether somebody serves today: who has left stays in the list, greyed. */
export function isServing({ until }: Pick<ContactListed, 'until'>, today: string): boolean {
  return until === null || until >= today;
}

/** What an officer must see of a contact today. */
export function contactMarks(contact: ContactListed, today: string): { readonly word: string; readonly tone: Tone }[] {
  const { from, until, refused, absences } = contact;
  if (!isServing(contact, today)) return [{ word: '已离任', tone: 'quiet' }];
  return [
    ...(refused === null ? [] : [{ word: '邮箱退信', tone: 'late' as const }]),
    ...(from !== null && from > today ? [{ word: `${shortDay(from)}起接任`, tone: 'work' as const }] : []),
    ...(until === null ? [] : [{ word: `${shortDay(until)}离任`, tone: 'warn' as const }]),
    ...(absences.some((a) => a.from <= today) ? [{ word: '外出中', tone: 'warn' as const }] : []),
  ];
}

/** Those that fit a part of an office's name, of a function, an address or a number. */
export function findContacts(contacts: readonly ContactListed[], find: string): readonly ContactListed[] {
  const part = find.trim();
  if (part === '') return contacts;
  return contacts.filter(({ title, email, phone, serves }) =>
    [title, email, phone, ...serves.map(({ name }) => name)].some((text) => text.includes(part)),
  );
}

export interface AbsenceForm {
  readonly from: string;
  readonly until: string;
}

export function missingFromAbsence({ from, until }: AbsenceForm): string | null {
  if (from === '' || until === '') return '请填写起止日期，首尾两天都算。';
  return until < from ? '止日早于起日，请改正。' : null;
}

export function removal(campaign: string, { id, title, revision }: ContactListed): Act {
  return {
    key: `remove-${id}`,
    label: `删除联系人“${title}”`,
    effect: contactWords.remove,
    needsReason: false,
    asksReason: false,
    url: urls.contactVerb(campaign, id, 'remove'),
    revision,
    body: () => ({}),
  };
}

export function withdrawal({ id, revision }: ContactListed['absences'][number]): Act {
  return {
    key: `withdraw-${id}`,
    label: '撤销外出登记',
    effect: contactWords.withdraw,
    needsReason: false,
    asksReason: false,
    url: urls.withdrawAbsence,
    revision,
    body: () => ({ absence: id }),
  };
}
