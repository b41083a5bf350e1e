import { describe, expect, it } from 'vitest';
import { send } from '../../../packages/actions/test/sheets.ts';
import { CAMPAIGN, owes } from '../../../packages/actions/test/world.ts';
import type { ObligationView } from '../src/types.js';
import { type House, house } from './support/house.js';
import { clerk, officer, problemIn, type Visitor } from './support/visitors.js';

const ID = owes('yanzhou');
const decision = { obligation: ID, submission: `${ID}#1`, kind: 'accept', reason: '', due: null };

async function handedIn(): Promise<{ made: House; one: Visitor; two: Visitor }> {
  const made = await house();
  await send(made.world, { office: 'yanzhou', at: '2023-10-09 09:00' });
  return { made, one: await officer(made, 'operator'), two: await officer(made, 'chief') };
}

describe('a decision', () => {
  it('by the second of two officers is refused with the first one’s: 409', async () => {
    const { one, two } = await handedIn();
    const first = await one.send('POST', '/api/decisions', { ...decision, kind: 'return', reason: '缺说明' });
    expect(first.json()).toEqual({ obligation: ID, state: 'returned' });
    const second = await two.send('POST', '/api/decisions', decision);
    expect(second.statusCode).toBe(409);
    expect(problemIn(second)).toMatchObject({
      code: 'decision-conflict',
      details: { by: '基金监管科经办人', decision: '退回修改' },
    });
  });

  it('by two at the very same time: one of them gets the other’s', async () => {
    const { one, two } = await handedIn();
    const answers = await Promise.all([
      one.send('POST', '/api/decisions', decision),
      two.send('POST', '/api/decisions', { ...decision, kind: 'return', reason: '缺说明' }),
    ]);
    expect(answers.map((answer) => answer.statusCode).sort()).toEqual([200, 409]);
  });

  it.each([
    ['without a reason', { ...decision, kind: 'return' }, [400, 'decision-incomplete']],
    [
      'beyond the cut-off',
      {
        ...decision,
        obligation: owes('rencheng'),
        kind: 'extend',
        submission: null,
        reason: '停电',
        due: '2023-12-31',
      },
      [400, 'due-not-allowed'],
    ],
    [
      'on a day there is not',
      { ...decision, kind: 'extend', submission: null, reason: '停电', due: '2023-02-30' },
      [400, 'request-invalid'],
    ],
    ['on a version there is not', { ...decision, submission: `${ID}#7` }, [409, 'sheet-superseded']],
    ['on nothing', { ...decision, obligation: 'no/such/thing' }, [404, 'obligation-unknown']],
  ])('%s is refused', async (_, body, expected) => {
    const { one } = await handedIn();
    const answer = await one.send('POST', '/api/decisions', body);
    expect([answer.statusCode, problemIn(answer).code]).toEqual(expected);
  });

  it('extends, and exempts', async () => {
    const { one } = await handedIn();
    const extend = { ...decision, obligation: owes('rencheng'), submission: null, kind: 'extend', reason: '停电' };
    const extended = await one.send('POST', '/api/decisions', { ...extend, due: '2023-10-13' });
    expect(extended.json()).toEqual({ obligation: owes('rencheng'), state: 'expected' });
    const exempted = await one.send('POST', '/api/decisions', { ...extend, kind: 'exempt' });
    expect(exempted.json()).toEqual({ obligation: owes('rencheng'), state: 'exempt' });
  });
});

describe('an obligation', () => {
  it('that nobody has is not found', async () => {
    const answer = await (await officer(await house())).get('/api/obligations/no/such/thing');
    expect([answer.statusCode, problemIn(answer).code]).toEqual([404, 'obligation-unknown']);
  });

  it('shows its versions, decisions and what may be done; its file can be fetched', async () => {
    const { made, one } = await handedIn();
    await one.send('POST', '/api/decisions', decision);
    // As the board writes it: each part of the id encoded by itself.
    const view = (
      await one.get(`/api/obligations/${ID.split('/').map(encodeURIComponent).join('/')}`)
    ).json<ObligationView>();
    expect(view).toMatchObject({ id: ID, campaign: CAMPAIGN, office: 'yanzhou', acceptedSubmission: `${ID}#1` });
    expect(view.submissions.map(({ version, channel }) => [version, channel])).toEqual([[1, 'mail']]);
    expect(view.decisions.map(({ kind, by }) => [kind, by])).toEqual([['accept', '基金监管科经办人']]);
    const file = await one.get(`/api/submissions/file?submission=${encodeURIComponent(`${ID}#1`)}`);
    expect(file.rawPayload.length).toBe(view.submissions[0]?.size);
    const stranger = await clerk(made, 'rencheng-a');
    const refused = await stranger.get(`/api/desk/file?submission=${encodeURIComponent(`${ID}#1`)}`);
    expect([refused.statusCode, problemIn(refused).code]).toEqual([404, 'not-yours']);
  });

  it('has no marked workbook where nothing went back', async () => {
    const { one } = await handedIn();
    expect((await one.get('/api/decisions/marked?decision=none')).statusCode).toBe(404);
  });
});
