import { describe, expect, it } from 'vitest';
import { send } from '../../../packages/actions/test/sheets.ts';
import { CAMPAIGN, owes } from '../../../packages/actions/test/world.ts';
import type {} from '../src/http/if-match.js';
import type { Board, ObligationView } from '../src/types.js';
import { type House, house } from './support/house.js';
import { ask } from './support/samples/ask.js';
import { OWNERS, SAMPLES } from './support/samples.js';
import { clerk, officer, problemIn } from './support/visitors.js';

const ID = owes('yanzhou');
const URL = `/api/obligations/${ID}`;

/** An officer marks the progress of what 兖州区 owes. */
const mark = async (made: House, ifMatch?: string) =>
  made.server.inject({
    method: 'POST',
    url: '/api/progress',
    headers: { cookie: (await officer(made)).cookie, ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }) },
    payload: { obligation: ID, progress: 'sealing' },
  });

describe('an edit is refused', () => {
  it.each(['7', 'W/"7"', '"7", "8"', '"0"', '"seven"', '""'])(
    'with a tag that was never handed out: %s',
    async (sent) => {
      const answer = await mark(await house(), sent);
      expect([answer.statusCode, problemIn(answer).detail]).toEqual([400, expect.stringContaining('If-Match：')]);
    },
  );

  it('when somebody else has edited meanwhile: 412 with both revisions, and nothing is changed', async () => {
    const made = await house();
    const me = await officer(made);
    const seen = (await me.get(URL)).json<ObligationView>().revision;
    expect((await mark(made)).statusCode).toBe(204);
    const answer = await me.seeing(seen).send('POST', '/api/progress', { obligation: ID, progress: 'filling' });
    expect(answer.statusCode).toBe(412);
    expect(problemIn(answer)).toMatchObject({
      code: 'changed-meanwhile',
      details: { current: seen + 1, expected: seen },
    });
    expect((await me.get(URL)).json<ObligationView>().cell.progress).toBe('sealing');
  });

  it('by every route that says it edits, when the tag is none', async () => {
    const routes: { readonly method: string; readonly url: string; readonly desk: boolean }[] = [];
    const made = await house({
      prepare: (server) =>
        server.addHook('onRoute', ({ method, url, config }) => {
          if (config?.edits) routes.push({ method: String(method), url, desk: config.access === 'desk' });
        }),
    });
    await send(made.world, { office: 'yanzhou', at: '2023-10-09 09:00' });
    const [one, two] = [await officer(made), await clerk(made, 'yanzhou-a')];
    expect(routes.length).toBeGreaterThan(0);
    for (const { method, url, desk } of routes) {
      const asking = SAMPLES[`${method} ${url}`]?.ask;
      const [owner] = OWNERS;
      const sample = typeof asking === 'function' ? owner && asking(owner) : asking;
      if (!sample) throw new Error(`no sample of ${method} ${url}`);
      const answer = await ask(made, { method }, { ...sample, ifMatch: '"0"', cookie: (desk ? two : one).cookie });
      expect([url, answer?.statusCode, answer && problemIn(answer).detail]).toEqual([
        url,
        400,
        expect.stringContaining('If-Match：'),
      ]);
    }
  });
});

it('the tag of a view is what an edit of it rests on', async () => {
  const made = await house();
  const me = await officer(made);
  const seen = await me.get(URL);
  expect(seen.headers.etag).toBe(`"${seen.json<ObligationView>().revision}"`);
  expect((await mark(made, String(seen.headers.etag))).statusCode).toBe(204);
  expect((await me.get(URL)).headers.etag).not.toBe(seen.headers.etag);
  const board = await me.get(`/api/campaigns/${CAMPAIGN}`);
  expect(board.headers.etag).toBe(`"${board.json<Board>().revision}"`);
});

it.each(['*', undefined])('whoever looked at nothing may say so: %s', async (sent) => {
  expect((await mark(await house(), sent)).statusCode).toBe(204);
});
