import { loadSeed, type Seed } from '@duban/actions/load-seed';
import type { Desk, DeskItem, Mail, Mailbox, ReceiptView } from '@duban/api/types';
import { type County, openCounty } from '@duban/rehearsal';
import { repoRoot } from '@duban/runtime';
import { type Session, signedIn } from './http.js';

/** The county's side of a live campaign: people who open the link of their mail, download, fill in, hand in. */
export interface Counties {
  readonly seed: Seed;
  readonly county: County;
  /** The desk of the person with this address, opened by the link of the newest mail. */
  desk(bureau: Session, address: string): Promise<Session>;
  /** What an office should file for an obligation, made from the template it downloads; `draft` gives other figures. */
  file(desk: Session, item: Owed, draft?: string): Promise<{ name: string; bytes: Uint8Array }>;
}

export interface Owed {
  readonly office: string;
  readonly item: Pick<DeskItem, 'obligation' | 'what' | 'form'>;
}

/** Offices' latest right figures by office and requirement: the next period's 累计 goes on from them. */
type Figures = Map<string, Parameters<County['sheet']>[0]['previous']>;

export async function openCounties(address: string, number: number): Promise<Counties> {
  const seed = await loadSeed(`${repoRoot(import.meta.url)}/seeds`, 'jining-2023');
  const county = openCounty(number);
  const figures: Figures = new Map();
  return {
    seed,
    county,
    desk: async (bureau, to) => {
      const token = (await linkTo(bureau, to)).split('#')[1] ?? '';
      return signedIn(address, '/api/session/link', { token });
    },
    file: async (desk, { office: id, item }, draft = '') => {
      const office = seed.definition.offices.find((o) => o.id === id);
      const [, requirementId = ''] = item.obligation.split('/');
      const requirement = seed.definition.requirements.find((r) => r.id === requirementId);
      const table = seed.tables[0];
      if (!office || !requirement || !table) throw new Error(`not in the seed: ${item.obligation}`);
      const name = `${office.shortName}-${item.what}`;
      if (item.form === 'report') return { name: `${name}.docx`, bytes: await county.report(office, requirement) };
      const template = await desk.bytes(`/api/desk/template?obligation=${encodeURIComponent(item.obligation)}`);
      const previous = figures.get(id) ?? {};
      const sheet = await county.sheet({
        office,
        table,
        template,
        previous,
        name: `${item.obligation} ${draft}`,
        blunder: null,
      });
      if (draft === '') figures.set(id, sheet.grid);
      return { name: `${name}.xlsx`, bytes: sheet.bytes };
    },
  };
}

/** The link to the clerk's page in the newest mail to an address; throws when none has come. */
export async function linkTo(bureau: Session, to: string): Promise<string> {
  const { mails } = await bureau.get<Mailbox>(`/api/mailbox?to=${encodeURIComponent(to)}`);
  for (const { sequence } of mails) {
    const { text } = await bureau.get<Mail>(`/api/mailbox/${sequence}`);
    const link = /http:\/\/\S+\/desk#[\w~.-]+/.exec(text)?.[0];
    if (link) return link;
  }
  throw new Error(`no link has reached ${to}`);
}

/** Everything a desk owes and may hand in now, with its office. */
export async function owedBy(desk: Session): Promise<Owed[]> {
  const { offices } = await desk.get<Desk>('/api/desk');
  return offices.flatMap((o) => o.items.filter((item) => item.open).map((item) => ({ office: o.id, item })));
}

export function handIn(
  desk: Session,
  obligation: string,
  file: { name: string; bytes: Uint8Array },
): Promise<ReceiptView> {
  return desk.upload<ReceiptView>(`/api/desk/hand-in?obligation=${encodeURIComponent(obligation)}`, file);
}
