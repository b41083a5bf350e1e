import { CAMPAIGN, roundOf } from '../../../../../packages/actions/test/world.ts';
import { get, id, OWN, post, postStale, type Samples } from './make.js';

const of = (path: string): string => `/api/campaigns/${CAMPAIGN}/${path}`;
const PERSON = { title: '经办人', email: 'new@yanzhou.example', phone: '0537-0000000' };
const AMENDMENT = { document: 'none', effective: '2023-10-16' };

/** A campaign as a whole, its people, questions, clues and tasks. What would end or change it rests on a state that never was. */
export const campaignSamples: Samples = {
  'GET /api/seeds': get('/api/seeds'),
  'GET /api/seeds/:name/launch': get('/api/seeds/none/launch', [404]),
  'POST /api/campaigns': post('/api/campaigns', { seed: 'none', digest: 'x' }, [404]),
  'GET /api/campaigns': get('/api/campaigns'),
  'GET /api/campaigns/:id': get(`/api/campaigns/${CAMPAIGN}`),
  'GET /api/campaigns/:id/messages': get(of('messages')),
  'GET /api/messages/text': get('/api/messages/text?message=none', [404]),
  'GET /api/campaigns/:id/events': get(of('events')),
  'POST /api/campaigns/:id/jump': post(of('jump'), {}, [422]),
  // Not closed yet.
  'GET /api/campaigns/:id/archive': get(of('archive'), [409]),
  'POST /api/rounds/merge-again': post('/api/rounds/merge-again', { round: 'none', reason: '补报' }, [404]),
  'GET /api/rounds/workbook': get(`/api/rounds/workbook?round=${id(roundOf())}`, [404]),

  'POST /api/campaigns/:id/pause': postStale(of('pause'), { reason: '系统切换' }),
  // It runs.
  'POST /api/campaigns/:id/resume': postStale(of('resume'), {}, [409]),
  'POST /api/campaigns/:id/close': postStale(of('close'), { reason: '提前结束' }),
  'GET /api/campaigns/:id/amendment': get(
    of(`amendment?document=${AMENDMENT.document}&effective=${AMENDMENT.effective}`),
    [404],
  ),
  'POST /api/campaigns/:id/amendment': post(of('amendment'), AMENDMENT, [404]),
  'POST /api/campaigns/:id/extra': postStale(of('extra'), {
    only: 'show',
    title: '骨科耗材排查数',
    offices: null,
    due: '2023-12-01 17:00前',
  }),
  'POST /api/campaigns/:id/due': postStale(of('due'), {
    only: 'show',
    round: roundOf('final'),
    due: '2023-12-20',
    cutOff: '2023-12-28',
    reason: '省局推迟验收',
  }),

  'GET /api/campaigns/:id/contacts': get(of('contacts')),
  'POST /api/campaigns/:id/contacts': post(
    of('contacts'),
    { ...PERSON, serves: [{ office: 'nowhere', role: 'B' }] },
    [404],
  ),
  'PATCH /api/campaigns/:id/contacts/:contact': postStale(of('contacts/yanzhou-a'), PERSON),
  'POST /api/campaigns/:id/contacts/:contact/remove': postStale(of('contacts/yanzhou-a/remove'), {}),
  'POST /api/campaigns/:id/contacts/:contact/handover': postStale(of('contacts/yanzhou-a/handover'), {
    from: '2023-10-16',
    successor: PERSON,
  }),
  'POST /api/campaigns/:id/contacts/:contact/absences': post(
    of('contacts/none/absences'),
    { from: '2023-10-16', until: '2023-10-20' },
    [404],
  ),
  'POST /api/absences/withdraw': post('/api/absences/withdraw', { absence: 'none' }, [404]),

  'GET /api/campaigns/:id/questions': get(of('questions')),
  'POST /api/campaigns/:id/questions': post(of('questions'), {
    office: 'yanzhou',
    requirement: null,
    // Names what is 兖州区's: no other desk may see it.
    text: `追回资金填到账数吗？${OWN}`,
  }),
  'POST /api/questions/answer': post('/api/questions/answer', { question: 'none', answer: '填到账数。' }, [404]),
  'GET /api/campaigns/:id/guidance': get(of('guidance')),
  'POST /api/guidance/revise': post(
    '/api/guidance/revise',
    { guidance: 'none', text: '填到账数。', reason: '更正' },
    [404],
  ),
  'POST /api/guidance/withdraw': post('/api/guidance/withdraw', { guidance: 'none', reason: '作废' }, [404]),

  'POST /api/institutions': { ask: { url: '/api/institutions', upload: true }, allowed: [400] },
  'GET /api/institutions': get('/api/institutions'),
  'GET /api/campaigns/:id/clues': get(of('clues')),
  'POST /api/campaigns/:id/clues': post(of('clues'), {
    source: '群众举报',
    level: 'city',
    receivedOn: '2023-10-08',
    about: '重复收费',
  }),
  'POST /api/clues/state': post('/api/clues/state', { clue: 'none', state: 'verifying' }, [404]),
  'POST /api/clues/extension': post(
    '/api/clues/extension',
    { clue: 'none', until: '2023-12-08', reason: '案情复杂', approvedBy: '分管副局长' },
    [404],
  ),
  'GET /api/campaigns/:id/cases': get(of('cases')),
  'POST /api/campaigns/:id/cases': post(of('cases'), { about: '重复收费', openedOn: '2023-10-09' }),

  'GET /api/campaigns/:id/calls': get(of('calls')),
  'POST /api/calls': post(
    '/api/calls',
    { task: 'none', also: ['none'], answeredBy: null, promiseUntil: null, note: '' },
    [404],
  ),
  'GET /api/campaigns/:id/tasks': get(of('tasks')),
  'POST /api/tasks/done': post('/api/tasks/done', { task: 'none' }, [404]),
  'GET /api/tasks/file': get('/api/tasks/file?task=none', [404]),
  'POST /api/tasks/return': post('/api/tasks/return', { task: 'none', reason: '数字不对' }, [404]),
  'POST /api/tasks/discard': post('/api/tasks/discard', { task: 'none', reason: '情况已核实更正' }, [404]),
  'POST /api/tasks/redraft': { ask: { url: '/api/tasks/redraft?task=none', upload: true }, allowed: [404] },
  // Not compiled yet.
  'POST /api/campaigns/:id/report/recompile': post(of('report/recompile'), {}, [409]),
  'GET /api/documents/file': get('/api/documents/file?document=none&part=docx', [404]),
  'GET /api/documents/steps': get('/api/documents/steps?document=none'),
};
