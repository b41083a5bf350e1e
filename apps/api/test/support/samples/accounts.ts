import { CAMPAIGN } from '../../../../../packages/actions/test/world.ts';
import { get, OTHER, post, type Sample, type Samples } from './make.js';

const PASSWORD = 'seven storks over Weishan lake';
const PROOF = { token: 'none', code: '000000' };
const SIGN_IN = { login: 'nobody', password: PASSWORD, factor: null };

/** One's own account; a trial session and a mailed link have none and are sent to sign in (401). */
const ownAccount = (base: string, without: readonly number[]): Samples => ({
  [`GET ${base}`]: get(base, [200, ...without]),
  [`POST ${base}/password`]: post(`${base}/password`, { current: 'not mine', password: PASSWORD }, [422, ...without]),
  [`POST ${base}/factor/begin`]: post(`${base}/factor/begin`, {}, [200, ...without]),
  [`POST ${base}/factor`]: post(`${base}/factor`, { password: 'not mine', factor: null, proof: PROOF }, [
    422,
    ...without,
  ]),
  [`GET ${base}/sessions`]: get(`${base}/sessions`, [200, ...without]),
  [`POST ${base}/sessions/end`]: post(`${base}/sessions/end`, { session: null, password: 'not mine' }, [
    422,
    ...without,
  ]),
});

/** Nobody's account: the cast's own ones have to last. */
const ofNobody = (path: string, body: object = {}): Sample => post(`/api/accounts/none/${path}`, body, [404]);
const clerks = `/api/campaigns/${CAMPAIGN}/clerk-accounts`;

/** Signing in and out, and accounts. */
export const accountSamples: Samples = {
  'POST /api/session/code': post('/api/session/code', { code: 'AAAA-AAAA-AAAA', role: 'operator' }, [401, 429]),
  'POST /api/session/link': post('/api/session/link', { token: 'none' }, [401]),
  'POST /api/session/password': post('/api/session/password', SIGN_IN, [401]),
  'POST /api/desk/session/password': post('/api/desk/session/password', SIGN_IN, [401]),
  'GET /api/session': get('/api/session'),
  'PATCH /api/session': post('/api/session', { role: 'operator' }, [200, 403]),
  // The cast has accounts, so the trial is over: 422 for whoever may.
  'POST /api/session/codes': post('/api/session/codes', {}, [422]),
  'DELETE /api/session': get('/api/session'),
  'GET /api/desk/session': get('/api/desk/session'),
  // Nobody of the cast works there by an account: no 2xx for anyone.
  'PATCH /api/desk/session': post('/api/desk/session', { campaign: OTHER, contact: 'rencheng-a' }, [401, 404]),
  'DELETE /api/desk/session': get('/api/desk/session'),

  // Wrong codes get no further than strangers; many of them are slowed down.
  'POST /api/setup/begin': post('/api/setup/begin', { code: 'AAAA-AAAA-AAAA' }, [401, 429]),
  'POST /api/setup': post(
    '/api/setup',
    { code: 'AAAA-AAAA-AAAA', password: PASSWORD, proof: null, factor: null },
    [401, 429],
  ),
  'POST /api/setup/administrator/begin': post(
    '/api/setup/administrator/begin',
    { code: 'AAAA-AAAA-AAAA', login: 'first' },
    [422, 429],
  ),
  'POST /api/setup/administrator': post(
    '/api/setup/administrator',
    { code: 'AAAA-AAAA-AAAA', login: 'first', title: '系统管理员', password: PASSWORD, proof: PROOF },
    [422, 429],
  ),

  ...ownAccount('/api/account', []),
  ...ownAccount('/api/desk/account', [401]),

  'GET /api/accounts': get('/api/accounts'),
  'POST /api/accounts': post('/api/accounts', { accountKind: 'bureau', login: 'operator', title: '重名' }, [409]),
  'POST /api/accounts/:id/code': ofNobody('code'),
  'POST /api/accounts/:id/sessions/end': ofNobody('sessions/end'),
  'POST /api/accounts/:id/disable': ofNobody('disable'),
  'POST /api/accounts/:id/enable': ofNobody('enable'),
  'POST /api/accounts/:id/appoint': ofNobody('appoint'),
  'POST /api/accounts/:id/unlock': ofNobody('unlock'),
  'POST /api/accounts/:id/factor/reset': ofNobody('factor/reset'),
  'POST /api/accounts/:id/roles': ofNobody('roles', { role: 'operator' }),
  'DELETE /api/accounts/:id/roles/:role': ofNobody('roles/operator'),

  'GET /api/campaigns/:campaign/clerk-accounts': get(clerks),
  'POST /api/campaigns/:campaign/clerk-accounts': post(
    clerks,
    { contact: 'none', login: 'someone', title: '经办人' },
    [404],
  ),
  'POST /api/campaigns/:campaign/clerk-accounts/bind': post(
    `${clerks}/bind`,
    { contact: 'none', login: 'someone' },
    [404],
  ),
  'DELETE /api/campaigns/:campaign/clerk-accounts/:account': get(`${clerks}/none?contact=none`, [404]),
  'POST /api/clerk-accounts/:account/code': post('/api/clerk-accounts/none/code', {}, [404]),
  'POST /api/clerk-accounts/:account/disable': post('/api/clerk-accounts/none/disable', {}, [404]),
  'POST /api/clerk-accounts/:account/enable': post('/api/clerk-accounts/none/enable', {}, [404]),
};
