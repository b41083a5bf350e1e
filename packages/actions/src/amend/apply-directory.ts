import type { CampaignDefinition } from '@duban/campaign';
import type { Tx } from '@duban/ledger';

/** The offices and people of the amended definition: new ones are added, those of the same id brought up to date, none is taken away. */
export async function applyDirectory(tx: Tx, { id: campaign, offices, contacts }: CampaignDefinition): Promise<void> {
  for (const [position, office] of offices.entries()) {
    const { id, name, shortName: short_name, code, standing } = office;
    const now = { position, name, short_name, code, standing };
    await tx
      .insertInto('office')
      .values({ campaign, id, ...now })
      .onConflict((c) => c.columns(['campaign', 'id']).doUpdateSet(now))
      .execute();
  }
  for (const { id, title, email, phone, serves } of contacts) {
    await tx
      .insertInto('contact')
      .values({ campaign, id, title, email, phone })
      .onConflict((c) => c.columns(['campaign', 'id']).doUpdateSet({ title, email, phone }))
      .execute();
    await tx.deleteFrom('contact_office').where('campaign', '=', campaign).where('contact', '=', id).execute();
    const rows = serves.map(({ office, role }) => ({ campaign, contact: id, office, role }));
    await tx.insertInto('contact_office').values(rows).execute();
  }
}
