import { decide } from '@duban/actions/decide';
import { describe, expect, it } from 'vitest';
import { sendAndAccept } from '../../../packages/actions/test/sheets.ts';
import { compiledWorld } from '../../../packages/actions/test/stale-report.ts';
import { CAMPAIGN, moment, operator, owes } from '../../../packages/actions/test/world.ts';
import type { Board } from '../src/types.js';
import { type House, house } from './support/house.js';
import { clerk, officer, problemIn, visitor } from './support/visitors.js';

const URL = `/api/campaigns/${CAMPAIGN}/report/recompile`;

/** A report is compiled, then a sheet in it reopened. */
async function stale(): Promise<House> {
  const made = await house({ at: '2023-12-21 09:00', begins: compiledWorld });
  const reopen = {
    obligation: owes('yanzhou'),
    submission: null,
    kind: 'reopen',
    reason: '核实金额',
    due: null,
  } as const;
  await decide(made.ctx, { ...reopen, actor: operator, now: moment('2023-12-20 10:00') });
  return made;
}
const documents = async (made: House) =>
  (await (await officer(made)).get(`/api/campaigns/${CAMPAIGN}`)).json<Board>().documents;

describe('compiling the report again', () => {
  it('is refused to whoever may not run the campaign', async () => {
    const made = await stale();
    const before = await documents(made);
    for (const [caller, status, code] of [
      [visitor(made), 401, 'sign-in-needed'],
      [await clerk(made, 'yanzhou-a'), 401, 'sign-in-needed'],
      [await officer(made, 'deputy'), 403, 'not-allowed'],
      [await officer(made, 'leader'), 403, 'not-allowed'],
    ] as const) {
      const answer = await caller.send('POST', URL);
      expect([answer.statusCode, problemIn(answer).code]).toEqual([status, code]);
    }
    expect(await documents(made)).toEqual(before);
  });

  it('is refused while the correction is open, then gives a draft whose figures hold', async () => {
    const made = await stale();
    const one = await officer(made);
    const early = await one.send('POST', URL);
    expect([early.statusCode, problemIn(early)]).toMatchObject([
      422,
      { code: 'correction-open', details: { offices: '兖州区' } },
    ]);
    expect((await documents(made))[0]?.stale?.reason).toContain('核实金额');
    await sendAndAccept(made.world, { office: 'yanzhou', at: '2023-12-20 15:00', filling: { times: 3 } });
    expect((await one.send('POST', URL)).statusCode).toBe(204);
    expect(await documents(made)).toMatchObject([{ stage: 'draft', stale: null }]);
    const again = await one.send('POST', URL);
    expect([again.statusCode, problemIn(again).code]).toEqual([409, 'entry-state']);
  });
});
