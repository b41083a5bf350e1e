import {
  appended,
  escapedAttribute,
  escapedText,
  inDialect,
  placed,
  removed,
  type Splice,
  spliced,
  withAttributes,
} from './edit.js';
import { type Namespaces, relationshipAttribute, relationshipIdOf } from './namespaces.js';
import { childOf, outlineOf, type XmlElement } from './outline.js';

const AFTER_NAMES = [
  'calcPr',
  'oleSize',
  'customWorkbookViews',
  'pivotCaches',
  'smartTagPr',
  'smartTagTypes',
  'webPublishing',
  'fileRecoveryPr',
  'webPublishObjects',
  'extLst',
];

/** workbook.xml with a new first tab, which is the one shown. Names that belong to a tab follow it one place to the right. */
export function withFirstSheet(
  text: string,
  sheet: { readonly name: string; readonly id: string; readonly titles: string; readonly namespaces: Namespaces },
): string {
  const root = outlineOf(text);
  const sheets = childOf(root, 'sheets');
  if (sheets === undefined) throw new Error('a workbook without sheets');
  const sheetId = Math.max(0, ...sheets.children.map(({ attributes }) => Number(attributes.sheetId ?? 0))) + 1;
  const name = escapedAttribute(sheet.name);
  const tab = relationshipAttribute(root, sheet.namespaces, sheet.id);
  const entry = inDialect(`<sheet name="${name}" sheetId="${sheetId}" ${tab}/>`, root);
  const splices: Splice[] = [{ start: sheets.openEnd, end: sheets.openEnd, text: entry }];
  splices.push(...viewsOn(text, root), ...shifted(text, root, (index) => index + 1));
  if (childOf(root, 'bookViews') === undefined) {
    // The sheet's view is of a window, so there must be one.
    const views = inDialect('<bookViews><workbookView/></bookViews>', root);
    splices.push({ start: sheets.start, end: sheets.start, text: views });
  }
  const names = childOf(root, 'definedNames');
  const titles = `<definedName name="_xlnm.Print_Titles" localSheetId="0">${escapedText(sheet.titles)}</definedName>`;
  splices.push(
    names === undefined
      ? placed(text, root, { xml: inDialect(`<definedNames>${titles}</definedNames>`, root), before: AFTER_NAMES })
      : appended(text, names, inDialect(titles, root)),
  );
  return spliced(text, splices);
}

/** workbook.xml without the tab of this relationship; its names go with it, the other tabs' names move to the left. */
export function withoutSheet(text: string, id: string): string {
  const root = outlineOf(text);
  const sheets = childOf(root, 'sheets')?.children ?? [];
  const index = sheets.findIndex((sheet) => relationshipIdOf(sheet) === id);
  const sheet = sheets[index];
  if (sheet === undefined) return text;
  const names = childOf(root, 'definedNames');
  const isIts = ({ attributes }: XmlElement) => attributes.localSheetId === String(index);
  const to = (at: number) => (at === index ? null : at > index ? at - 1 : at);
  // A list of names must not be empty.
  const namesLeft = names?.children.every(isIts) === true ? [removed(names)] : shifted(text, root, to);
  return spliced(text, [removed(sheet), ...namesLeft, ...viewsOn(text, root)]);
}

/** Tabs are shown from the first one on, and the first one is open. */
function viewsOn(text: string, root: XmlElement): readonly Splice[] {
  return (childOf(root, 'bookViews')?.children ?? []).flatMap(({ start, openEnd, attributes }) => {
    const changes = Object.fromEntries(
      ['activeTab', 'firstSheet'].flatMap((name) => ((attributes[name] ?? '0') === '0' ? [] : [[name, '0']])),
    );
    if (Object.keys(changes).length === 0) return [];
    return [{ start, end: openEnd, text: withAttributes(text.slice(start, openEnd), changes) }];
  });
}

/** Names of tabs, each to its tab's new place; `to` gives null for a tab that goes. */
function shifted(text: string, root: XmlElement, to: (index: number) => number | null): readonly Splice[] {
  return (childOf(root, 'definedNames')?.children ?? []).flatMap((name) => {
    const { start, openEnd, attributes } = name;
    const index = attributes.localSheetId === undefined ? Number.NaN : Number(attributes.localSheetId);
    if (!Number.isInteger(index)) return [];
    const now = to(index);
    if (now === null) return [removed(name)];
    if (now === index) return [];
    return [{ start, end: openEnd, text: withAttributes(text.slice(start, openEnd), { localSheetId: String(now) }) }];
  });
}
