/** Every address of the API that the board uses. Ids hold slashes and `#`; in a path each segment is encoded by itself. */
const query = (name: string, value: string): string => `?${name}=${encodeURIComponent(value)}`;
const segments = (id: string): string => id.split('/').map(encodeURIComponent).join('/');
const campaign = (id: string): string => `/api/campaigns/${encodeURIComponent(id)}`;

export const urls = {
  about: '/api/about',
  session: '/api/session',
  signIn: '/api/session/code',
  newCode: '/api/session/codes',
  seeds: '/api/seeds',
  launchPreview: (seed: string) => `/api/seeds/${encodeURIComponent(seed)}/launch`,
  rehearsals: '/api/rehearsals',
  rehearsal: '/api/rehearsals/current',
  rehearsalFile: (id: string, path: string) => `/api/rehearsals/${encodeURIComponent(id)}/files/${segments(path)}`,
  campaigns: '/api/campaigns',
  board: campaign,
  jump: (id: string) => `${campaign(id)}/jump`,
  messages: (id: string) => `${campaign(id)}/messages?limit=500`,
  messageText: (message: string) => `/api/messages/text${query('message', message)}`,
  events: (id: string) => `${campaign(id)}/events?limit=200`,
  stream: (id: string) => `/api/events/stream${query('campaign', id)}`,
  calls: (id: string) => `${campaign(id)}/calls`,
  tasks: (id: string) => `${campaign(id)}/tasks`,
  logCall: '/api/calls',
  completeTask: '/api/tasks/done',
  taskFile: (task: string) => `/api/tasks/file${query('task', task)}`,
  obligation: (id: string) => `/api/obligations/${segments(id)}`,
  decisions: '/api/decisions',
  markedFile: (decision: string) => `/api/decisions/marked${query('decision', decision)}`,
  submissionFile: (submission: string) => `/api/submissions/file${query('submission', submission)}`,
  roundWorkbook: (round: string) => `/api/rounds/workbook${query('round', round)}`,
  documentFile: (document: string, part: 'docx' | 'xlsx') =>
    `/api/documents/file${query('document', document)}&part=${part}`,
  mailbox: (to: string | null) => `/api/mailbox?limit=500${to === null ? '' : `&to=${encodeURIComponent(to)}`}`,
  mail: (sequence: number) => `/api/mailbox/${sequence}`,
  mailAttachment: (sequence: number, index: number) => `/api/mailbox/${sequence}/attachments/${index}`,
} as const;
