import { type ChangeContact, changeContact } from '@duban/actions/change-contact';
import { handOver } from '@duban/actions/hand-over';
import { recordAbsence } from '@duban/actions/record-absence';
import { localDate } from '@duban/base/time';
import { drive } from './drive.ts';
import { CAMPAIGN, moment, operator, type World } from './world.ts';

export const NOW = '2023-10-09 09:00';
export const by = (at = NOW) => ({ campaign: CAMPAIGN, revision: null, actor: operator, now: moment(at) });
export const SUCCESSOR = {
  title: '兖州区医保局基金监管科新任经办人',
  email: 'new@yanzhou.example',
  phone: '0537-0009999',
};

export const change = ({ ctx }: World, contact: string, { at, ...what }: ChangeContact['change'] & { at?: string }) =>
  changeContact(ctx, { ...by(at), contact, change: what });
export const over = ({ ctx }: World, from: string, at = NOW) =>
  handOver(ctx, { ...by(at), contact: 'yanzhou-a', from: localDate(from), successor: SUCCESSOR });
export const away = (
  { ctx }: World,
  days: [string, string],
  more: { contact?: string; standIn?: string; at?: string } = {},
) =>
  recordAbsence(ctx, {
    ...by(more.at),
    contact: more.contact ?? 'yanzhou-a',
    from: localDate(days[0]),
    until: localDate(days[1]),
    standIn: more.standIn ?? null,
    reason: '出差',
  });
export const contactOf = ({ db }: World, id: string) =>
  db.selectFrom('contact').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
/** `15:05 jg-a@yanzhou.example` of every chase. */
export const chased = async (world: World, [from, until]: readonly [string, string], offices = ['yanzhou']) =>
  (await drive(world, { offices, from, until })).sent
    .filter((line) => !line.includes('【部署】'))
    .map((line) => line.split(' ').slice(1, 3).join(' '));
