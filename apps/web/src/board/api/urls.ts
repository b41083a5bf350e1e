import type { Filter } from '../logic/matrix.js';

/** Every address of the API that the board uses. Ids hold slashes and `#`; in a path each segment is encoded by itself. */
const query = (name: string, value: string): string => `?${name}=${encodeURIComponent(value)}`;
const segments = (id: string): string => id.split('/').map(encodeURIComponent).join('/');
const campaign = (id: string): string => `/api/campaigns/${encodeURIComponent(id)}`;

/** Which offices a board shows. */
export interface OfficesWanted {
  readonly filter?: Filter;
  readonly find?: string;
  readonly from?: number;
}
export type AccountVerb =
  | 'code'
  | 'disable'
  | 'enable'
  | 'appoint'
  | 'unlock'
  | 'factor/reset'
  | 'sessions/end'
  | 'roles';

export const urls = {
  about: '/api/about',
  session: '/api/session',
  signIn: '/api/session/code',
  newCode: '/api/session/codes',
  passwordSignIn: '/api/session/password',
  beginSetup: '/api/setup/begin',
  setup: '/api/setup',
  beginAdministrator: '/api/setup/administrator/begin',
  administrator: '/api/setup/administrator',
  ownAccount: '/api/account',
  ownPassword: '/api/account/password',
  beginFactor: '/api/account/factor/begin',
  factor: '/api/account/factor',
  ownSessions: '/api/account/sessions',
  endSessions: '/api/account/sessions/end',
  accounts: '/api/accounts',
  account: (id: string, verb: AccountVerb) => `/api/accounts/${encodeURIComponent(id)}/${verb}`,
  accountRole: (id: string, role: string) => `/api/accounts/${encodeURIComponent(id)}/roles/${role}`,
  clerkAccounts: (id: string) => `${campaign(id)}/clerk-accounts`,
  clerkBindings: (id: string) => `${campaign(id)}/clerk-accounts/bind`,
  clerkBinding: (id: string, account: string, contact: string) =>
    `${campaign(id)}/clerk-accounts/${encodeURIComponent(account)}?contact=${encodeURIComponent(contact)}`,
  clerkAccount: (id: string, verb: 'code' | 'disable' | 'enable') =>
    `/api/clerk-accounts/${encodeURIComponent(id)}/${verb}`,
  seeds: '/api/seeds',
  launchPreview: (seed: string) => `/api/seeds/${encodeURIComponent(seed)}/launch`,
  rehearsals: '/api/rehearsals',
  rehearsal: '/api/rehearsals/current',
  rehearsalFile: (id: string, path: string) => `/api/rehearsals/${encodeURIComponent(id)}/files/${segments(path)}`,
  campaigns: '/api/campaigns',
  /** One page of the offices that match; only what differs from everything is said. */
  board: (id: string, { filter = 'all', find = '', from = 0 }: OfficesWanted = {}) => {
    const wanted = new URLSearchParams();
    if (filter !== 'all') wanted.set('filter', filter);
    if (find.trim() !== '') wanted.set('find', find.trim());
    if (from > 0) wanted.set('from', String(from));
    return `${campaign(id)}${wanted.size > 0 ? `?${wanted}` : ''}`;
  },
  jump: (id: string) => `${campaign(id)}/jump`,
  status: (id: string, verb: 'pause' | 'resume' | 'close') => `${campaign(id)}/${verb}`,
  change: (id: string, verb: 'extra' | 'due' | 'amendment') => `${campaign(id)}/${verb}`,
  amendment: (id: string, document: string, effective: string) =>
    `${campaign(id)}/amendment${query('document', document)}&effective=${effective}`,
  contacts: (id: string) => `${campaign(id)}/contacts`,
  contact: (id: string, contact: string) => `${campaign(id)}/contacts/${encodeURIComponent(contact)}`,
  contactVerb: (id: string, contact: string, verb: 'remove' | 'handover' | 'absences') =>
    `${campaign(id)}/contacts/${encodeURIComponent(contact)}/${verb}`,
  withdrawAbsence: '/api/absences/withdraw',
  questions: (id: string) => `${campaign(id)}/questions`,
  answerQuestion: '/api/questions/answer',
  guidance: (id: string) => `${campaign(id)}/guidance`,
  guidanceVerb: (verb: 'revise' | 'withdraw') => `/api/guidance/${verb}`,
  clues: (id: string) => `${campaign(id)}/clues`,
  moveClue: '/api/clues/state',
  extendClue: '/api/clues/extension',
  cases: (id: string) => `${campaign(id)}/cases`,
  archive: (id: string) => `${campaign(id)}/archive`,
  messages: (id: string) => `${campaign(id)}/messages?limit=500`,
  messageText: (message: string) => `/api/messages/text${query('message', message)}`,
  events: (id: string) => `${campaign(id)}/events?limit=200`,
  stream: (id: string) => `/api/events/stream${query('campaign', id)}`,
  calls: (id: string) => `${campaign(id)}/calls`,
  tasks: (id: string) => `${campaign(id)}/tasks`,
  logCall: '/api/calls',
  completeTask: '/api/tasks/done',
  returnTask: '/api/tasks/return',
  discardTask: '/api/tasks/discard',
  redraftTask: (task: string) => `/api/tasks/redraft${query('task', task)}`,
  taskFile: (task: string) => `/api/tasks/file${query('task', task)}`,
  obligation: (id: string) => `/api/obligations/${segments(id)}`,
  decisions: '/api/decisions',
  markedFile: (decision: string) => `/api/decisions/marked${query('decision', decision)}`,
  submissionFile: (submission: string) => `/api/submissions/file${query('submission', submission)}`,
  registrationEvidence: (registration: string) => `/api/registrations/evidence${query('registration', registration)}`,
  registrations: '/api/registrations',
  papers: '/api/papers',
  undoPaper: '/api/papers/undo',
  provisional: '/api/provisional',
  nil: '/api/nil',
  progress: '/api/progress',
  extensions: '/api/extensions',
  reveal: '/api/submissions/reveal',
  verdict: (kind: 'confirm' | 'reject') => `/api/registrations/${kind}`,
  answerExtension: '/api/extensions/answer',
  returnNil: '/api/nil/return',
  mergeAgain: '/api/rounds/merge-again',
  roundWorkbook: (round: string) => `/api/rounds/workbook${query('round', round)}`,
  recompile: (id: string) => `${campaign(id)}/report/recompile`,
  documentFile: (document: string, part: 'docx' | 'xlsx') =>
    `/api/documents/file${query('document', document)}&part=${part}`,
  mailbox: (to: string | null) => `/api/mailbox?limit=500${to === null ? '' : `&to=${encodeURIComponent(to)}`}`,
  mail: (sequence: number) => `/api/mailbox/${sequence}`,
  mailAttachment: (sequence: number, index: number) => `/api/mailbox/${sequence}/attachments/${index}`,
} as const;
