/** What the workers' queues are called on screen. */
export const QUEUE_NAMES: Readonly<Record<string, string>> = {
  duban: '流程',
  'duban-ledger': '台账办理',
  'duban-mail': '发信',
};
