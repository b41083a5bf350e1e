import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { owes } from '../../../packages/actions/test/world.ts';
import type { Problem } from '../src/types.js';
import { house } from './support/house.js';
import { clerk } from './support/visitors.js';

const MB = 1024 * 1024;

it.each([
  ['said beforehand', 11 * MB, true],
  ['much too large', 60 * MB, true],
  ['only noticed as it streams in', 11 * MB, false],
])('a file over 10 MB is refused in Chinese over a real connection: %s', async (_, size, announced) => {
  const made = await house();
  const { cookie } = await clerk(made, 'yanzhou-a');
  await made.server.listen({ host: '127.0.0.1', port: 0 });
  const { port } = made.server.server.address() as AddressInfo;
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(size)]), '表.xlsx');
  const whole = new Request('http://local', { method: 'POST', body: form });
  const answer = await fetch(
    `http://127.0.0.1:${port}/api/desk/hand-in?obligation=${encodeURIComponent(owes('yanzhou'))}`,
    {
      method: 'POST',
      headers: { cookie, 'content-type': whole.headers.get('content-type') ?? '' },
      // A buffer has a length that the client states; a stream has none.
      ...(announced ? { body: await whole.arrayBuffer() } : { body: whole.body, duplex: 'half' }),
    } as RequestInit,
  );
  expect(answer.status).toBe(413);
  const problem = (await answer.json()) as Problem;
  expect(problem).toMatchObject({ code: 'file-too-large', detail: expect.stringContaining('10 MB') });
  expect(await made.world.db.selectFrom('submission').select('id').execute()).toHaveLength(0);
});
