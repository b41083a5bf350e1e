import { moment } from '../../../../../packages/actions/test/world.ts';
import { formOfOwner, get, id, OWN, ofOwner, post, postOfOwner, type Samples } from './make.js';

const ARRIVED = moment('2023-10-09 09:30');
const NIL = { reason: '本季度没有发生数', signedAs: '分管负责人', signerTitle: '副局长' };
const EXTENSION = { until: '2023-10-16', reason: '系统切换' };

/** What 兖州区 owes, and what the bureau does around it. The first officer who may makes an extension and a nil report; the desk's samples ask for those. */
export const obligationSamples: Samples = {
  'GET /api/obligations/*': get(`/api/obligations/${OWN}`),
  'POST /api/decisions': post(
    '/api/decisions',
    { obligation: OWN, submission: `${OWN}#1`, kind: 'return', reason: '缺说明' },
    [200, 409],
  ),
  'GET /api/submissions/file': get(`/api/submissions/file?submission=${id(`${OWN}#1`)}`),
  'POST /api/submissions/reveal': post(
    '/api/submissions/reveal',
    { submission: `${OWN}#1`, sheet: '没有', cell: 'A1', reason: '核对参保人身份' },
    [400, 404],
  ),
  'GET /api/decisions/marked': get('/api/decisions/marked?decision=none', [404]),
  'POST /api/submissions/check': {
    ask: { url: `/api/submissions/check?obligation=${id(OWN)}`, upload: true },
    allowed: [400],
  },
  'POST /api/registrations': {
    ask: {
      url: '/api/registrations',
      form: {
        data: { obligation: OWN, arrivedAt: ARRIVED, way: 'group-chat', note: '工作群' },
        files: ['file', 'evidence'],
      },
    },
    allowed: [400],
  },
  'POST /api/registrations/confirm': post('/api/registrations/confirm', { registration: 'none' }, [404]),
  'POST /api/registrations/reject': post('/api/registrations/reject', { registration: 'none', reason: '不实' }, [404]),
  'GET /api/registrations/evidence': get('/api/registrations/evidence?registration=none', [404]),
  'POST /api/extensions': post('/api/extensions', { obligation: OWN, ...EXTENSION }, [201, 409]),
  'POST /api/extensions/answer': post('/api/extensions/answer', { request: 'none', grant: true }, [404]),
  'POST /api/nil': {
    ask: {
      url: '/api/nil',
      form: { data: { obligation: OWN, ...NIL, arrivedAt: ARRIVED, way: 'paper', note: '原件已收' }, files: ['scan'] },
    },
    allowed: [201, 409],
  },
  'POST /api/nil/return': post('/api/nil/return', { obligation: OWN, reason: '有发生数' }, [204, 409]),
  'GET /api/nil/scan': get(`/api/nil/scan?declaration=${id(`${OWN}/nil/1`)}`),
  'POST /api/papers': post('/api/papers', { obligation: OWN, arrivedAt: ARRIVED }, [204, 409]),
  'POST /api/papers/undo': post('/api/papers/undo', { obligation: OWN, reason: '登错' }, [204, 409]),
  'POST /api/progress': post('/api/progress', { obligation: OWN, progress: 'sealing' }, [204, 409]),
  'POST /api/provisional': post('/api/provisional', { obligation: OWN, figures: [], note: '' }, [400]),
};

/** The desk: each is asked for the own, another office's, another campaign's, and for what there is not. */
export const deskSamples: Samples = {
  'GET /api/desk': get('/api/desk'),
  'POST /api/desk/check': ofOwner('/api/desk/check', { name: 'obligation', upload: true, allowed: [400, 409] }),
  'POST /api/desk/hand-in': ofOwner('/api/desk/hand-in', { name: 'obligation', upload: true, allowed: [400, 409] }),
  'GET /api/desk/template': ofOwner('/api/desk/template', { name: 'obligation' }),
  'GET /api/desk/marked': ofOwner('/api/desk/marked', { name: 'decision', suffix: '/decision/1', allowed: [200, 404] }),
  'GET /api/desk/file': ofOwner('/api/desk/file', { name: 'submission', suffix: '#1' }),
  'POST /api/desk/progress': postOfOwner(
    '/api/desk/progress',
    (obligation) => ({ obligation, progress: 'sealing' }),
    [204, 409],
  ),
  'POST /api/desk/extensions': postOfOwner(
    '/api/desk/extensions',
    (obligation) => ({ obligation, ...EXTENSION }),
    [201, 409],
  ),
  'POST /api/desk/extensions/withdraw': postOfOwner(
    '/api/desk/extensions/withdraw',
    (obligation) => ({ request: `${obligation}/extension/1` }),
    [204, 409],
  ),
  'POST /api/desk/nil': formOfOwner('/api/desk/nil', {
    data: (obligation) => ({ obligation, ...NIL }),
    files: ['scan'],
    allowed: [201, 409],
  }),
  'GET /api/desk/nil/scan': ofOwner('/api/desk/nil/scan', { name: 'declaration', suffix: '/nil/1' }),
  'GET /api/desk/guidance': get('/api/desk/guidance'),
  'GET /api/desk/questions': get('/api/desk/questions'),
  'POST /api/desk/questions': {
    ask: ({ office }) => ({
      url: '/api/desk/questions',
      body: { office, requirement: null, text: '追回资金填到账数吗？' },
    }),
    names: 'office',
  },
};
