declare module 'exceljs/lib/doc/workbook.js' {
  import { Workbook } from 'exceljs';
  export { Workbook as default };
}
declare module 'exceljs/lib/stream/xlsx/workbook-writer.js' {
  import type { stream } from 'exceljs';
  const WorkbookWriter: typeof stream.xlsx.WorkbookWriter;
  export { WorkbookWriter as default };
}
