import { recordEvent } from '@duban/ledger';
import { describe, expect, it } from 'vitest';
import { CAMPAIGN, operator } from '../../../packages/actions/test/world.ts';
import { type House, house } from './support/house.js';
import { clerk, officer, problemIn, visitor } from './support/visitors.js';

const url = `/api/campaigns/${CAMPAIGN}/archive`;

async function closed(): Promise<House> {
  const built = await house();
  await built.ctx.ledger.transaction(async (tx) => {
    const at = built.now();
    await tx.updateTable('campaign').set({ status: 'closed', closed_at: at }).where('id', '=', CAMPAIGN).execute();
    await recordEvent(tx, { campaign: CAMPAIGN, at, kind: 'campaign-closed', actor: operator, subject: CAMPAIGN });
  });
  return built;
}

describe('the package of a campaign', () => {
  it('is for those who run campaigns: not for a stranger, a clerk, or who only signs', async () => {
    const built = await closed();
    expect((await visitor(built).get(url)).statusCode).toBe(401);
    expect((await (await clerk(built, 'yanzhou-a')).get(url)).statusCode).toBe(401);
    const leader = await (await officer(built, 'leader')).get(url);
    expect([leader.statusCode, problemIn(leader).code]).toEqual([403, 'not-allowed']);
  });

  it('is not made before the campaign is closed, nor of none', async () => {
    const me = await officer(await house());
    const open = await me.get(url);
    expect([open.statusCode, problemIn(open).code]).toEqual([409, 'archive-early']);
    const unknown = await me.get('/api/campaigns/none/archive');
    expect([unknown.statusCode, problemIn(unknown).code]).toEqual([404, 'campaign-unknown']);
  });

  it('comes as a zip to be saved, under its Chinese name', async () => {
    const answer = await (await officer(await closed())).get(url);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toBe('application/zip');
    expect(decodeURIComponent(String(answer.headers['content-disposition']))).toMatch(
      /filename\*=UTF-8''.*-归档\.zip$/,
    );
    expect(answer.rawPayload.subarray(0, 4).toString('latin1')).toBe('PK\u0003\u0004');
    expect(answer.rawPayload.includes(Buffer.from('SHA256SUMS'))).toBe(true);
  });
});
