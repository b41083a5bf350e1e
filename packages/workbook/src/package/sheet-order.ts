/** What a worksheet holds from its cells on, in the schema's order; form controls come wrapped in an AlternateContent. */
const ORDER = [
  'sheetData',
  'sheetCalcPr',
  'sheetProtection',
  'protectedRanges',
  'scenarios',
  'autoFilter',
  'sortState',
  'dataConsolidate',
  'customSheetViews',
  'mergeCells',
  'phoneticPr',
  'conditionalFormatting',
  'dataValidations',
  'hyperlinks',
  'printOptions',
  'pageMargins',
  'pageSetup',
  'headerFooter',
  'rowBreaks',
  'colBreaks',
  'customProperties',
  'cellWatches',
  'ignoredErrors',
  'smartTags',
  'drawing',
  'legacyDrawing',
  'legacyDrawingHF',
  'drawingHF',
  'picture',
  'oleObjects',
  'controls',
  'AlternateContent',
  'webPublishItems',
  'tableParts',
  'extLst',
] as const;

/** Before what an element has to be put in where a worksheet lacks it. */
export function behind(element: 'sheetData' | 'legacyDrawing'): readonly string[] {
  return ORDER.slice(ORDER.indexOf(element) + 1);
}
