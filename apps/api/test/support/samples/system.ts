import { CAMPAIGN } from '../../../../../packages/actions/test/world.ts';
import { get, post, type Samples } from './make.js';

/** Health, the web's pages, streams, the local inbox, rehearsals, the audit log. */
export const systemSamples: Samples = {
  'GET /api/health': get('/api/health'),
  'GET /api/health/ready': get('/api/health/ready'),
  'GET /api/time': get('/api/time'),
  'GET /api/metrics': get('/api/metrics'),
  'GET /api/about': get('/api/about'),
  'GET /api/openapi.json': get('/api/openapi.json'),
  'GET /api/events/stream': get(`/api/events/stream?campaign=${CAMPAIGN}`),
  'GET /api/desk/events/stream': get('/api/desk/events/stream'),
  'GET /api/mailbox': get('/api/mailbox', [422]),
  'GET /api/mailbox/:sequence': get('/api/mailbox/1', [422]),
  'GET /api/mailbox/:sequence/attachments/:index': get('/api/mailbox/1/attachments/0', [422]),
  'POST /api/rehearsals': post('/api/rehearsals', { seed: 'none' }, [404]),
  'GET /api/rehearsals/current': get('/api/rehearsals/current', [404]),
  'GET /api/rehearsals/:id/files/*': get('/api/rehearsals/none/files/a.html', [404]),
  'GET /api/audit': get('/api/audit?limit=5'),
  'GET /api/audit/verification': get('/api/audit/verification'),
  'GET /*': get('/index.html'),
  'GET /desk': get('/desk'),
};
