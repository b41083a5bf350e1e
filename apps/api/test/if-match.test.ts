import { DubanError } from '@duban/base';
import { expect, it } from 'vitest';
import { ifMatch, tagRevision } from '../src/http/if-match.js';
import { house } from './support/house.js';
import { problemIn } from './support/visitors.js';

async function edited(sent?: string) {
  const { server } = await house({
    prepare: (unready) =>
      unready.put('/api/thing', { config: { access: 'public', edits: true } }, async (request, reply) => {
        const revision = ifMatch(request);
        if (revision !== null && revision !== 7)
          throw new DubanError('changed-meanwhile', { what: '联系人', current: 7, expected: revision });
        return tagRevision(reply, 8).send({ revision });
      }),
  });
  return server.inject({
    method: 'PUT',
    url: '/api/thing',
    ...(sent === undefined ? {} : { headers: { 'if-match': sent } }),
  });
}

it.each(['7', 'W/"7"', '"7", "8"', '"0"', '"seven"', '""'])(
  'refuses a tag that was never handed out: %s',
  async (sent) => {
    const answer = await edited(sent);
    expect([answer.statusCode, problemIn(answer).detail]).toEqual([400, expect.stringContaining('If-Match：')]);
  },
);

it('refuses an edit of what somebody else has edited meanwhile: 412 with both revisions', async () => {
  const answer = await edited('"6"');
  expect(answer.statusCode).toBe(412);
  expect(problemIn(answer)).toMatchObject({ code: 'changed-meanwhile', details: { current: 7, expected: 6 } });
});

it.each([
  ['"7"', 7],
  ['*', null],
  [undefined, null],
])('hands the revision to the verb and answers the next: %s', async (sent, revision) => {
  const answer = await edited(sent);
  expect([answer.statusCode, answer.json(), answer.headers.etag]).toEqual([200, { revision }, '"8"']);
});
