export type { Activities } from './activities.js';
export { type Inputs, POKE, QUEUES, type WorkflowKind, workflowId } from './names.js';
