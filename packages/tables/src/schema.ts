/** Reading definitions: needs the YAML parser and zod, which the default entry does without. */
export type { Options } from './definition/loading.js';
export { loadTable } from './load-table.js';
export { loadTables, type TableFile } from './load-tables.js';
