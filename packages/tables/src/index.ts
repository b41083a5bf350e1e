export type {
  CellKey, Check, Column, Figure, Finding, Grid, HeaderField, Measure, Section, Semantics, Severity, Snapshot, TableDefinition, Value,
} from './types.js';
