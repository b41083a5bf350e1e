import { type ZipPart, zip } from './zip.js';

// A workbook with everything a county office puts into one: a picture, a chart, rules, drop-downs, names, somebody's comment,
// hidden rows, a table, a pivot cache, printer settings, parts of its own. Written by hand, so that every byte is known.
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const DML = 'http://schemas.openxmlformats.org/drawingml/2006';
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n';
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);

const relationships = (...list: readonly (readonly [id: string, kind: string, target: string])[]) =>
  `${XML}<Relationships xmlns="${PACKAGE}/relationships">${list.map(([id, kind, target]) => `<Relationship Id="${id}" Type="${kind.includes(':') ? kind : `${REL}/${kind}`}" Target="${target}"/>`).join('')}</Relationships>`;
const cell = (address: string, style: number, value: string | number) =>
  typeof value === 'number'
    ? `<c r="${address}" s="${style}"><v>${value}</v></c>`
    : `<c r="${address}" s="${style}" t="inlineStr"><is><t>${value}</t></is></c>`;

export const richStyles = `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="0.00_ "/></numFmts><fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor theme="4" tint="0.7999"/><bgColor indexed="64"/></patternFill></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="164" fontId="0" fillId="2" borderId="0" xfId="0" applyNumberFormat="1" applyFill="1"><alignment horizontal="center"/></xf><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="常规" xfId="0" builtinId="0"/></cellStyles><dxfs count="1"><dxf><font><color rgb="FF9C0006"/></font></dxf></dxfs></styleSheet>`;

export const richSheet = `${XML}<worksheet xmlns="${MAIN}" xmlns:r="${REL}"><sheetPr><tabColor rgb="FF00B050"/></sheetPr><dimension ref="A1:C12"/><sheetViews><sheetView workbookViewId="0"/></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols><col min="2" max="2" width="20" style="2" customWidth="1"/></cols><sheetData><row r="1" spans="1:3">${cell('A1', 0, '指标')}${cell('B1', 0, '本期')}<c r="C1" s="0" t="inlineStr"><is><t>累计</t></is></c></row><row r="2" spans="1:2">${cell('A2', 0, '检查机构')}${cell('B2', 1, 12)}</row><row r="3" hidden="1"><c r="B3" s="1"><f>B2*2</f><v>24</v></c></row><row r="5" ht="20" customHeight="1"/><row r="12">${cell('A12', 0, '合计')}<c r="B12" s="1"><f>SUM(B2:B11)</f><v>36</v></c></row></sheetData><mergeCells count="1"><mergeCell ref="A8:B9"/></mergeCells><conditionalFormatting sqref="B2:B11"><cfRule type="cellIs" dxfId="0" priority="1" operator="lessThan"><formula>0</formula></cfRule></conditionalFormatting><dataValidations count="1"><dataValidation type="whole" operator="greaterThanOrEqual" allowBlank="1" showErrorMessage="1" sqref="B2:B11"><formula1>0</formula1></dataValidation></dataValidations><pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/><drawing r:id="rId1"/><legacyDrawing r:id="rId2"/><extLst><ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}"/></extLst></worksheet>`;

const secondSheet = `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView tabSelected="1" workbookViewId="0"><selection activeCell="A1" sqref="A1"/></sheetView></sheetViews><sheetData/></worksheet>`;

const comments = `${XML}<comments xmlns="${MAIN}"><authors><author>张三</author></authors><commentList><comment ref="B2" authorId="0"><text><r><rPr><b/><sz val="9"/></rPr><t>张三:</t></r><r><t xml:space="preserve">
含二季度补录</t></r></text></comment><comment ref="A12" authorId="0"><text><t>已核</t></text></comment></commentList></comments>`;

const vml = `<xml xmlns:v="urn:schemas-microsoft-com:vml"\r\n xmlns:o="urn:schemas-microsoft-com:office:office"\r\n xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>${note(1025, 1, 1)}${note(1026, 11, 0)}</xml>`;

function note(id: number, row: number, column: number): string {
  return `<v:shape id="_x0000_s${id}" type="#_x0000_t202" style='position:absolute;width:108pt;height:59.25pt;z-index:1;visibility:hidden' fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:textbox><div style='text-align:left'></div></v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>2, 15, 0, 10, 4, 15, 4, 4</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>${row}</x:Row><x:Column>${column}</x:Column></x:ClientData></v:shape>`;
}

const anchor = (content: string, row: number) =>
  `<xdr:twoCellAnchor><xdr:from><xdr:col>4</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>${row}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>8</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>${row + 8}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to>${content}<xdr:clientData/></xdr:twoCellAnchor>`;
const drawing = `${XML}<xdr:wsDr xmlns:xdr="${DML}/spreadsheetDrawing" xmlns:a="${DML}/main" xmlns:r="${REL}" xmlns:c="${DML}/chart">${anchor('<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2" name="公章"/><xdr:cNvPicPr/></xdr:nvPicPr><xdr:blipFill><a:blip r:embed="rId1"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill><xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="609600" cy="609600"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic>', 1)}${anchor(`<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="3" name="图表"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic><a:graphicData uri="${DML}/chart"><c:chart r:id="rId2"/></a:graphicData></a:graphic></xdr:graphicFrame>`, 12)}</xdr:wsDr>`;
const chart = `${XML}<c:chartSpace xmlns:c="${DML}/chart" xmlns:a="${DML}/main" xmlns:r="${REL}"><c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/><c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:varyColors val="0"/><c:ser><c:idx val="0"/><c:order val="0"/><c:val><c:numRef><c:f>统计表!$B$2:$B$3</c:f><c:numCache><c:formatCode>General</c:formatCode><c:ptCount val="2"/><c:pt idx="0"><c:v>12</c:v></c:pt><c:pt idx="1"><c:v>24</c:v></c:pt></c:numCache></c:numRef></c:val></c:ser><c:axId val="111"/><c:axId val="112"/></c:barChart><c:catAx><c:axId val="111"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/><c:axPos val="b"/><c:crossAx val="112"/></c:catAx><c:valAx><c:axId val="112"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/><c:axPos val="l"/><c:crossAx val="111"/></c:valAx></c:plotArea><c:plotVisOnly val="1"/></c:chart></c:chartSpace>`;

const workbook = `${XML}<workbook xmlns="${MAIN}" xmlns:r="${REL}"><workbookPr/><bookViews><workbookView xWindow="0" yWindow="0" windowWidth="20000" windowHeight="9000" firstSheet="1" activeTab="1"/></bookViews><sheets><sheet name="统计表" sheetId="3" r:id="rId1"/><sheet name="附表" sheetId="7" r:id="rId2"/></sheets><definedNames><definedName name="_xlnm.Print_Area" localSheetId="0">统计表!$A$1:$C$12</definedName><definedName name="_xlnm.Print_Titles" localSheetId="1">附表!$1:$1</definedName><definedName name="基数">统计表!$B$2</definedName></definedNames><calcPr calcId="191029"/></workbook>`;

const types = (...overrides: readonly (readonly [part: string, type: string])[]) =>
  `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/><Default Extension="bin" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.printerSettings"/>${overrides.map(([part, type]) => `<Override PartName="/${part}" ContentType="${type}"/>`).join('')}</Types>`;
const office = 'application/vnd.openxmlformats-officedocument';

export const richParts: readonly ZipPart[] = [
  {
    name: '[Content_Types].xml',
    data: types(
      ['xl/workbook.xml', `${office}.spreadsheetml.sheet.main+xml`],
      ['xl/worksheets/sheet1.xml', `${office}.spreadsheetml.worksheet+xml`],
      ['xl/worksheets/sheet2.xml', `${office}.spreadsheetml.worksheet+xml`],
      ['xl/styles.xml', `${office}.spreadsheetml.styles+xml`],
      ['xl/comments1.xml', `${office}.spreadsheetml.comments+xml`],
      ['xl/drawings/drawing1.xml', `${office}.drawing+xml`],
      ['xl/charts/chart1.xml', `${office}.drawingml.chart+xml`],
      ['docProps/app.xml', `${office}.extended-properties+xml`],
    ),
  },
  {
    name: '_rels/.rels',
    data: relationships(
      ['rId1', 'officeDocument', 'xl/workbook.xml'],
      ['rId2', 'extended-properties', 'docProps/app.xml'],
    ),
  },
  {
    name: 'docProps/app.xml',
    data: `${XML}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>WPS Office</Application></Properties>`,
  },
  { name: 'xl/workbook.xml', data: workbook },
  {
    name: 'xl/_rels/workbook.xml.rels',
    data: relationships(
      ['rId1', 'worksheet', 'worksheets/sheet1.xml'],
      ['rId2', 'worksheet', 'worksheets/sheet2.xml'],
      ['rId5', 'styles', 'styles.xml'],
      ['rId6', 'customXml', '../customXml/item1.xml'],
    ),
  },
  { name: 'xl/worksheets/sheet1.xml', data: richSheet },
  {
    name: 'xl/worksheets/_rels/sheet1.xml.rels',
    data: relationships(
      ['rId1', 'drawing', '../drawings/drawing1.xml'],
      ['rId2', 'vmlDrawing', '../drawings/vmlDrawing1.vml'],
      ['rId3', 'comments', '../comments1.xml'],
      ['rId4', 'printerSettings', '../printerSettings/printerSettings1.bin'],
    ),
  },
  { name: 'xl/worksheets/sheet2.xml', data: secondSheet },
  { name: 'xl/styles.xml', data: richStyles },
  { name: 'xl/comments1.xml', data: comments },
  { name: 'xl/drawings/vmlDrawing1.vml', data: vml },
  { name: 'xl/drawings/drawing1.xml', data: drawing },
  {
    name: 'xl/drawings/_rels/drawing1.xml.rels',
    data: relationships(['rId1', 'image', '../media/image1.png'], ['rId2', 'chart', '../charts/chart1.xml']),
  },
  { name: 'xl/media/image1.png', data: PNG, stored: true },
  { name: 'xl/charts/chart1.xml', data: chart },
  { name: 'xl/printerSettings/printerSettings1.bin', data: Buffer.from([1, 2, 3, 0, 255]) },
  { name: 'customXml/item1.xml', data: '<oa xmlns="urn:oa">  流转单号 2023-17  </oa>' },
];

export const rich = zip(richParts);
