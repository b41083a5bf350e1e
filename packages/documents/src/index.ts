export type {
  CountedPart,
  DocumentProof,
  OfficeItem,
  PunctualityLine,
  ReadReport,
  ReportMeasure,
  SummaryReportFacts,
  SummaryReportInput,
} from './contract.js';
export { type ChaseLetter, writeChaseLetter } from './letters/chase-letter.js';
export { type Circular, type NamedLapse, writeCircular } from './letters/circular.js';
export { type ContentsList, writeContentsList } from './letters/contents-list.js';
export {
  type CountyReport,
  numberedHeadings,
  type ReportOutline,
  writeCountyReport,
  writeReportTemplate,
} from './letters/county-report.js';
export { type RequestLetter, writeRequestLetter } from './letters/request-letter.js';
export { proveDocument } from './proof/prove-document.js';
export { readReport, requireSubstance } from './reading/read-report.js';
export { compileSummaryReport } from './report/summary-report.js';
