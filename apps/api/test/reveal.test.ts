import { revealPersonal } from '@duban/actions/reveal-personal';
import { describe, expect, it } from 'vitest';
import { send } from '../../../packages/actions/test/sheets.ts';
import { chief, moment, operator, owes } from '../../../packages/actions/test/world.ts';
import { type House, house } from './support/house.js';
import { clerk, officer, problemIn } from './support/visitors.js';

const PERSON = '11010519491231002X';
const ID = owes('yanzhou');
const NOW = moment('2023-10-09 10:00');

/** A sheet in which somebody wrote a person's number into the note, and into a cell for figures. */
async function withPerson(): Promise<{ made: House; at: { submission: string; sheet: string; cell: string } }> {
  const made = await house();
  const change = { 'note.current': `张三（${PERSON}）已退款` };
  await send(made.world, { office: 'yanzhou', at: '2023-10-09 09:00', name: `${PERSON}.xlsx`, filling: { change } });
  const { id, places } = await made.world.db
    .selectFrom('submission')
    .select(['id', 'places'])
    .executeTakeFirstOrThrow();
  const place = places?.['note.current'];
  return { made, at: { submission: id, sheet: place?.sheet ?? '', cell: place?.cell ?? '' } };
}
const url = '/api/submissions/reveal';
const reason = '与公安机关核对身份';

describe('a person’s number in full', () => {
  it('is refused to whoever has no such right, and for no reason; nothing is recorded', async () => {
    const { made, at } = await withPerson();
    for (const role of ['deputy', 'leader']) {
      const answer = await (await officer(made, role)).send('POST', url, { ...at, reason });
      expect([role, answer.statusCode]).toEqual([role, 403]);
    }
    expect((await (await clerk(made, 'yanzhou-a')).send('POST', url, { ...at, reason })).statusCode).toBe(401);
    const me = await officer(made);
    for (const none of ['', '看看', '     12  ']) {
      const answer = await me.send('POST', url, { ...at, reason: none });
      expect([none, answer.statusCode]).toEqual([none, 400]);
    }
    const direct = revealPersonal(made.ctx, { ...at, reason: '  1234 ', actor: operator, now: NOW });
    await expect(direct).rejects.toMatchObject({ code: 'reason-too-short' });
    const asLeader = revealPersonal(made.ctx, {
      ...at,
      reason,
      actor: { ...chief, role: 'leader' } as never,
      now: NOW,
    });
    await expect(asLeader).rejects.toMatchObject({ code: 'not-allowed' });
    const events = await made.world.db
      .selectFrom('event')
      .select('seq')
      .where('kind', '=', 'personal-revealed')
      .execute();
    expect(events).toEqual([]);
  });

  it('is not found in a cell without one, in no such sheet, in no such submission', async () => {
    const { made, at } = await withPerson();
    const me = await officer(made);
    for (const other of [{ cell: 'A1' }, { sheet: '没有' }, { submission: `${ID}#9` }]) {
      const answer = await me.send('POST', url, { ...at, ...other, reason });
      expect([answer.statusCode, problemIn(answer).code]).toEqual([404, 'personal-unknown']);
    }
  });

  it('is shown to an officer for a reason; on record is what and why, never the number', async () => {
    const { made, at } = await withPerson();
    const me = await officer(made);
    const answer = await me.send('POST', url, { ...at, reason: `${reason} ${PERSON}` });
    expect([answer.statusCode, answer.json()]).toEqual([200, { text: `张三（${PERSON}）已退款` }]);
    const events = await made.world.db
      .selectFrom('event')
      .selectAll()
      .where('kind', '=', 'personal-revealed')
      .execute();
    expect(events).toHaveLength(1);
    const [event] = events;
    expect(event).toMatchObject({ subject: at.submission, actor: '基金监管科经办人' });
    expect(event?.data).toEqual({ place: `${at.sheet}!${at.cell}`, reason: `${reason} 110***********002X` });
  });

  it('is masked everywhere else: findings, file names, notes, problems', async () => {
    const { made } = await withPerson();
    const me = await officer(made);
    const view = await me.get(`/api/obligations/${ID}`);
    expect(view.payload).toContain('110***********002X.xlsx');
    const desk = await (await clerk(made, 'yanzhou-a')).get('/api/desk');
    const problem = await me.get(`/api/messages/text?message=${PERSON}`);
    expect(problemIn(problem).detail).toContain('110***********002X');
    for (const answer of [view, desk, problem]) expect(answer.payload).not.toContain(PERSON);
  });
});
