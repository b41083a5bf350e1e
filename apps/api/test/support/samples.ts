import { CAMPAIGN, owes, roundOf } from '../../../../packages/actions/test/world.ts';

/** One call as somebody may try it. */
export interface Ask {
  /** Path with its query. */
  readonly url: string;
  readonly body?: object;
  /** Sends a file. */
  readonly upload?: true;
}

/** Whose an obligation is; an office that there is not owns nothing. */
export interface Owner {
  readonly campaign: string;
  readonly office: string;
}

/** What the authorization matrix needs to know of a route. Every route of the server has one here, or the matrix fails. */
export interface Sample {
  /** Of a desk's route that takes an id: the same call for anybody's. Any other route is asked for what belongs to 兖州区. */
  readonly ask: Ask | ((owner: Owner) => Ask);
  /**
   * What somebody who may gets. A sample need not succeed, it must get past the door: 404 of an unknown seed is as good as 201.
   * Left out: any 2xx.
   */
  readonly allowed?: readonly number[];
}

/** The second campaign that the matrix puts beside Jining's; the same offices and people, other ids. */
export const OTHER = 'other-2023';
/** The first one's is what every sample asks for. */
export const OWNERS: readonly Owner[] = [
  { campaign: CAMPAIGN, office: 'yanzhou' },
  { campaign: CAMPAIGN, office: 'rencheng' },
  { campaign: OTHER, office: 'yanzhou' },
  { campaign: CAMPAIGN, office: 'nowhere' },
];
const OWN = owes('yanzhou');
const id = encodeURIComponent;
const get = (url: string, allowed?: readonly number[]): Sample => ({ ask: { url }, ...(allowed ? { allowed } : {}) });
const post = (url: string, body: object, allowed?: readonly number[]): Sample => ({
  ask: { url, body },
  ...(allowed ? { allowed } : {}),
});
interface OfOwner {
  /** The parameter that takes the id. */
  readonly name: string;
  /** Of what hangs on an obligation: `#1`, `/decision/1`. */
  readonly suffix?: string;
  readonly upload?: true;
  readonly allowed?: readonly number[];
}
/** A desk's route that takes the id of an obligation, or of what hangs on it. */
const ofOwner = (url: string, { name, suffix = '', upload, allowed }: OfOwner): Sample => ({
  ask: ({ campaign, office }) => ({
    url: `${url}?${name}=${id(owes(office).replace(CAMPAIGN, campaign) + suffix)}`,
    ...(upload ? { upload } : {}),
  }),
  ...(allowed ? { allowed } : {}),
});

/** By `METHOD /template`; a HEAD is asked as its GET. */
export const SAMPLES: Readonly<Record<string, Sample>> = {
  'GET /api/health': get('/api/health'),
  'GET /api/health/ready': get('/api/health/ready'),
  'GET /api/time': get('/api/time'),
  'GET /api/metrics': get('/api/metrics'),
  'GET /api/about': get('/api/about'),
  'GET /api/openapi.json': get('/api/openapi.json'),
  'POST /api/session/code': post('/api/session/code', { code: 'AAAA-AAAA-AAAA', role: 'operator' }, [401, 429]),
  'POST /api/session/link': post('/api/session/link', { token: 'none' }, [401]),
  'GET /api/session': get('/api/session'),
  'PATCH /api/session': post('/api/session', { role: 'operator' }, [200, 403]),
  'POST /api/session/codes': post('/api/session/codes', {}),
  'DELETE /api/session': get('/api/session'),
  'GET /api/desk/session': get('/api/desk/session'),
  'DELETE /api/desk/session': get('/api/desk/session'),
  'GET /api/seeds': get('/api/seeds'),
  'GET /api/seeds/:name/launch': get('/api/seeds/none/launch', [404]),
  'POST /api/campaigns': post('/api/campaigns', { seed: 'none', digest: 'x' }, [404]),
  'GET /api/campaigns': get('/api/campaigns'),
  'GET /api/campaigns/:id': get(`/api/campaigns/${CAMPAIGN}`),
  'GET /api/campaigns/:id/messages': get(`/api/campaigns/${CAMPAIGN}/messages`),
  'GET /api/messages/text': get('/api/messages/text?message=none', [404]),
  'GET /api/campaigns/:id/events': get(`/api/campaigns/${CAMPAIGN}/events`),
  'POST /api/campaigns/:id/jump': post(`/api/campaigns/${CAMPAIGN}/jump`, {}, [422]),
  'GET /api/rounds/workbook': get(`/api/rounds/workbook?round=${id(roundOf())}`, [404]),
  'GET /api/documents/file': get('/api/documents/file?document=none&part=docx', [404]),
  'GET /api/obligations/*': get(`/api/obligations/${OWN}`),
  'POST /api/decisions': post(
    '/api/decisions',
    { obligation: OWN, submission: `${OWN}#1`, kind: 'return', reason: '缺说明' },
    [200, 409],
  ),
  'GET /api/submissions/file': get(`/api/submissions/file?submission=${id(`${OWN}#1`)}`),
  'POST /api/submissions/reveal': post(
    '/api/submissions/reveal',
    { submission: `${OWN}#1`, sheet: '没有', cell: 'A1', reason: '核对身份' },
    [400, 404],
  ),
  'GET /api/decisions/marked': get('/api/decisions/marked?decision=none', [404]),
  'GET /api/campaigns/:id/calls': get(`/api/campaigns/${CAMPAIGN}/calls`),
  'POST /api/calls': post('/api/calls', { task: 'none', answeredBy: null, promiseUntil: null, note: '' }, [404]),
  'GET /api/campaigns/:id/tasks': get(`/api/campaigns/${CAMPAIGN}/tasks`),
  'POST /api/tasks/done': post('/api/tasks/done', { task: 'none' }, [404]),
  'GET /api/tasks/file': get('/api/tasks/file?task=none', [404]),
  'GET /api/desk': get('/api/desk'),
  'POST /api/desk/check': ofOwner('/api/desk/check', { name: 'obligation', upload: true, allowed: [400, 409] }),
  'POST /api/desk/hand-in': ofOwner('/api/desk/hand-in', { name: 'obligation', upload: true, allowed: [400, 409] }),
  'GET /api/desk/template': ofOwner('/api/desk/template', { name: 'obligation' }),
  'GET /api/desk/marked': ofOwner('/api/desk/marked', { name: 'decision', suffix: '/decision/1', allowed: [200, 404] }),
  'GET /api/desk/file': ofOwner('/api/desk/file', { name: 'submission', suffix: '#1' }),
  'GET /api/events/stream': get(`/api/events/stream?campaign=${CAMPAIGN}`),
  'GET /api/desk/events/stream': get('/api/desk/events/stream'),
  'GET /api/mailbox': get('/api/mailbox', [422]),
  'GET /api/mailbox/:sequence': get('/api/mailbox/1', [422]),
  'GET /api/mailbox/:sequence/attachments/:index': get('/api/mailbox/1/attachments/0', [422]),
  'POST /api/rehearsals': post('/api/rehearsals', { seed: 'none' }, [404]),
  'GET /api/rehearsals/current': get('/api/rehearsals/current', [404]),
  'GET /api/rehearsals/:id/files/*': get('/api/rehearsals/none/files/a.html', [404]),
  'GET /*': get('/index.html'),
  'GET /desk': get('/desk'),
};

/** Of plugins that others wrote: public, and all of one kind. */
export const isOthers = (url: string): boolean => url.startsWith('/api/docs');
