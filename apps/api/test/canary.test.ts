import { randomBytes } from 'node:crypto';
import { Writable } from 'node:stream';
import { deliverMessage } from '@duban/actions/deliver-message';
import { expect, it } from 'vitest';
import { postWorld } from '../../../packages/actions/test/post.ts';
import { filledSheet, send } from '../../../packages/actions/test/sheets.ts';
import { moment, owes } from '../../../packages/actions/test/world.ts';
import { logging } from '../src/http/log.js';
import { house, WEB } from './support/house.js';
import { mailText } from './support/mail-text.js';
import { clerk, cookieOf, formWith, linkToken, officer, visitor } from './support/visitors.js';

const PEOPLE = ['11010519491231002X', '440524198001010013', '370802800101123'] as const;
const [ADULT, OLD, SHORT] = PEOPLE;
const SECRETS = {
  password: 'correct horse battery staple 7#',
  totp: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
  code: 'WRNG-CODE-2345',
  key: '4f1c2a90-7d3e-4b52-9d0a-3f5e8c1b7a66',
  bearer: randomBytes(24).toString('base64url'),
};
const ID = owes('yanzhou');

/** In every writing in which a word could have got through: as it is, escaped, in base64 (its middle), in hexadecimal. */
function formsOf(word: string): string[] {
  const bytes = Buffer.from(word);
  return [
    word,
    encodeURIComponent(word),
    bytes.toString('hex'),
    bytes.toString('base64').slice(0, -4),
    JSON.stringify(word).slice(1, -1),
  ];
}

/** The places in which a word stands that must stand nowhere. */
function leaksIn(places: Readonly<Record<string, string>>, words: Readonly<Record<string, string>>): string[] {
  return Object.entries(places).flatMap(([place, text]) =>
    Object.entries(words)
      .filter(([, word]) => formsOf(word).some((form) => text.includes(form)))
      .map(([name]) => `${name} in ${place}`),
  );
}

it('identity numbers and secrets that came in by every door are in no log, no mail, no payload of a workflow and no event', async () => {
  const lines: string[] = [];
  const stream = new Writable({ write: (chunk, _, done) => done(void lines.push(String(chunk))) });
  const made = await house({ logger: { ...logging, level: 'trace', stream } });
  const post = await postWorld(made.world);

  // By the door of the desk: in sheets, in their names, in headers.
  const token = await linkToken(made, 'yanzhou-a');
  const opened = await visitor(made).send('POST', '/api/session/link', { token });
  const me = visitor(made, cookieOf(opened));
  const dirty = await filledSheet(made.world, ID, {
    change: { 'note.current': `张三（${ADULT}）、李四 ${SHORT}` },
    raw: { 'instHosp.current': OLD },
  });
  const upload = (name: string, bytes: Uint8Array) => {
    const { payload, headers } = formWith([{ field: 'file', name, bytes }]);
    const url = `/api/desk/hand-in?obligation=${encodeURIComponent(ID)}`;
    const more = { cookie: me.cookie, 'idempotency-key': SECRETS.key, authorization: `Bearer ${SECRETS.bearer}` };
    return made.server.inject({ method: 'POST', url, headers: { ...headers, ...more }, payload });
  };
  const returned = await upload(`${ADULT}.xlsx`, dirty);
  expect([returned.statusCode, returned.json<{ outcome: string }>().outcome]).toEqual([200, 'returned']);
  await (await clerk(made, 'rencheng-a')).upload(
    `/api/desk/hand-in?obligation=${encodeURIComponent(owes('rencheng'))}`,
    {
      name: `李四${SHORT}.xlsx`,
      bytes: Buffer.from('no workbook'),
    },
  );

  // By mail: a refused file is answered by mail, with its name.
  await send(made.world, {
    office: 'qufu',
    at: '2023-10-09 10:00',
    name: `王五${OLD}.xlsx`,
    bytes: Buffer.from('x'),
  }).catch(() => undefined);

  // By the door of the bureau: in reasons and notes, in queries and paths, in bodies that nobody can read.
  const boss = await officer(made);
  await send(made.world, { office: 'weishan', at: '2023-10-09 10:00' });
  const sheet = owes('weishan');
  await boss.send('POST', '/api/decisions', {
    obligation: sheet,
    submission: `${sheet}#1`,
    kind: 'return',
    reason: `请核对 ${ADULT}`,
  });
  await boss.get(`/api/submissions/file?submission=${ADULT}`);
  await boss.get(`/api/campaigns/${OLD}`);
  await boss.get(`/api/nothing/${SHORT}?token=${SECRETS.bearer}`);
  await visitor(made).send('POST', '/api/session/code', { code: SECRETS.code, role: 'operator' });
  await visitor(made).send('POST', '/api/session/link', { token: `${token}x` });
  for (const url of ['/api/session/code', '/api/session/password', '/api/nothing'])
    await made.server.inject({
      method: 'POST',
      url: `${url}?totp=${SECRETS.totp}`,
      headers: { 'content-type': 'application/json' },
      payload: `{"password": "${SECRETS.password}", "totp": ${SECRETS.totp}`,
    });

  // What leaves: every message is sent.
  const { db } = made.world;
  const waiting = await db.selectFrom('message').select('id').where('state', '=', 'planned').execute();
  for (const { id } of waiting)
    await deliverMessage({ ...post.ctx, webAddress: WEB }, { message: id, now: moment('2023-10-09 16:30') });
  const mails = await Promise.all(post.received().map((mail) => mailText(mail)));
  expect(mails.length).toBeGreaterThan(2);
  expect(mails.join()).toContain('身份证号已隐去');
  expect(lines.length).toBeGreaterThan(10);

  const pokes = await db.selectFrom('poke').selectAll().execute();
  const events = await db.selectFrom('event').selectAll().execute();
  const findings = await db.selectFrom('finding').selectAll().execute();
  expect(findings.map(({ found }) => found).join()).toContain('440***********0013');
  const places = {
    logs: lines.join(''),
    mails: mails.join('\n'),
    'payloads of workflows': JSON.stringify(pokes),
    events: JSON.stringify(events),
    findings: JSON.stringify(findings),
    'kept answers': JSON.stringify(await db.selectFrom('kept_answer').selectAll().execute()),
    attempts: JSON.stringify(await db.selectFrom('attempt').selectAll().execute()),
  };
  const cookies = {
    'session of a clerk': me.cookie.split('=')[1] ?? '',
    'session of an officer': boss.cookie.split('=')[1] ?? '',
  };
  const people = Object.fromEntries(PEOPLE.map((number) => [number, number]));
  const everywhere = { ...people, ...SECRETS, ...cookies };
  expect(leaksIn(places, everywhere)).toEqual([]);
  // The recipient's own mail is where the link belongs; nowhere else.
  const { mails: _, ...others } = places;
  expect(leaksIn(others, { 'link token': token })).toEqual([]);

  // And the search does find: in the mail the link that belongs there, in each place a word that was put there, in any writing.
  expect(leaksIn(places, { 'link token': token })).toEqual(['link token in mails']);
  for (const [place, text] of Object.entries(places))
    for (const form of formsOf(ADULT))
      expect(leaksIn({ [place]: `${text}${form}` }, everywhere)).toEqual([`${ADULT} in ${place}`]);
}, 180_000);

it('a log line that somebody writes carelessly is cleaned: numbers masked, headers and secrets taken out', async () => {
  const lines: string[] = [];
  const stream = new Writable({ write: (chunk, _, done) => done(void lines.push(String(chunk))) });
  const made = await house({ logger: { ...logging, stream } });
  made.server.log.info(
    { note: `张三 ${ADULT}`, headers: { cookie: 'duban_bureau=abc' }, password: SECRETS.password },
    `about ${OLD}`,
  );
  const [line = ''] = lines.filter((each) => each.includes('张三'));
  expect(line).toContain('110***********002X');
  expect(line).toContain('440***********0013');
  for (const word of [ADULT, OLD, 'duban_bureau=abc', SECRETS.password]) expect(line).not.toContain(word);
});
