import { describe, expect, it } from 'vitest';
import { mergedWorld } from '../../../packages/actions/test/merged-world.ts';
import { CAMPAIGN, roundOf } from '../../../packages/actions/test/world.ts';
import type { Board } from '../src/types.js';
import { house } from './support/house.js';
import { clerk, officer, problemIn, visitor } from './support/visitors.js';

const URL = '/api/rounds/merge-again';
const BODY = { round: roundOf(), reason: '省局同意补报' };

describe('merging a round again', () => {
  it('is refused to whoever may not run the campaign', async () => {
    const made = await house({ at: '2023-12-21 09:00', begins: mergedWorld });
    for (const [caller, status, code] of [
      [visitor(made), 401, 'sign-in-needed'],
      [await clerk(made, 'yanzhou-a'), 401, 'sign-in-needed'],
      [await officer(made, 'deputy'), 403, 'not-allowed'],
    ] as const) {
      const answer = await caller.send('POST', URL, BODY);
      expect([answer.statusCode, problemIn(answer).code]).toEqual([status, code]);
    }
  });

  it('takes in what was accepted since, and is offered no more then', async () => {
    const made = await house({ at: '2023-12-21 09:00', begins: mergedWorld });
    const one = await officer(made);
    const round = async () => (await one.get(`/api/campaigns/${CAMPAIGN}`)).json<Board>().rounds[0];
    expect(await round()).toMatchObject({ merges: 1, left: 1 });
    const unsaid = await one.send('POST', URL, { ...BODY, reason: ' ' });
    expect([unsaid.statusCode, problemIn(unsaid).code]).toEqual([400, 'reason-missing']);
    expect((await one.send('POST', URL, BODY)).statusCode).toBe(204);
    expect(await round()).toMatchObject({ merges: 2, left: 0 });
    const again = await one.send('POST', URL, BODY);
    expect([again.statusCode, problemIn(again).code]).toEqual([409, 'entry-state']);
    const file = await one.get(`/api/rounds/workbook?round=${encodeURIComponent(roundOf())}`);
    expect(file.statusCode).toBe(200);
  });
});
