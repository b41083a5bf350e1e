/** Two files of exceljs that its typings know by the package's entry only. */
declare module 'exceljs/lib/doc/workbook.js' {
  import { Workbook } from 'exceljs';
  export = Workbook;
}
declare module 'exceljs/lib/stream/xlsx/workbook-writer.js' {
  import { stream } from 'exceljs';
  export = stream.xlsx.WorkbookWriter;
}
