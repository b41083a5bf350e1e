import { escapedAttribute, XML_HEAD } from '../../package/edit.js';
import { plainText } from '../put.js';
import { faces } from '../styles.js';

/** Numbers or labels of a chart: the range they live in, and what stands there now for programs that do not compute. */
export interface Range<T> {
  /** e.g. `'图表'!$L$5:$L$19` */
  readonly at: string;
  readonly values: readonly T[];
}

export interface BarChart {
  readonly title: string;
  readonly categories: Range<string>;
  readonly series: readonly { readonly name: Range<string>; readonly numbers: Range<number | null> }[];
  /** Number format of the labels at the bars. */
  readonly format: string;
  /** The cells it covers, 0-based, the end excluded. */
  readonly place: { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };
}

const COLOURS = ['2F75B5', 'F4B183'] as const;
const GREY = '7F7F7F';
const AXES = { category: 111_111_111, value: 222_222_222 } as const;

/** A chart part (ECMA-376 part 1, §21.2): horizontal bars, the first category on top, a label at every bar. */
export function barChartXml({ title, categories, series, format }: BarChart): string {
  const drawn = series
    .map(
      ({ name, numbers }, i) =>
        `<c:ser><c:idx val="${i}"/><c:order val="${i}"/><c:tx>${texts(name)}</c:tx>${filled(COLOURS[i % COLOURS.length] ?? GREY)}` +
        `<c:invertIfNegative val="0"/><c:dLbls><c:numFmt formatCode="${escaped(format)}" sourceLinked="0"/>` +
        `<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>${font(900)}<c:dLblPos val="outEnd"/><c:showLegendKey val="0"/>` +
        '<c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>' +
        `<c:cat>${texts(categories)}</c:cat><c:val>${numbersXml(numbers, format)}</c:val></c:ser>`,
    )
    .join('');
  const legend = `<c:legend><c:legendPos val="b"/><c:overlay val="0"/>${font(1000)}</c:legend>`;
  return `${XML_HEAD}<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="${MAIN}" xmlns:r="${RELATIONSHIPS}">\
<c:roundedCorners val="0"/><c:chart><c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr sz="1400" b="0"/></a:pPr>\
<a:r><a:rPr lang="zh-CN" sz="1400" b="0"><a:latin typeface="${faces.head}"/><a:ea typeface="${faces.head}"/></a:rPr>\
<a:t>${escaped(title)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title><c:autoTitleDeleted val="0"/>\
<c:plotArea><c:layout/><c:barChart><c:barDir val="bar"/><c:grouping val="clustered"/><c:varyColors val="0"/>${drawn}\
<c:gapWidth val="60"/><c:axId val="${AXES.category}"/><c:axId val="${AXES.value}"/></c:barChart>\
<c:catAx><c:axId val="${AXES.category}"/><c:scaling><c:orientation val="maxMin"/></c:scaling><c:delete val="0"/><c:axPos val="l"/>\
<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>${line(GREY)}${font(1000)}\
<c:crossAx val="${AXES.value}"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/>\
<c:noMultiLvlLbl val="1"/></c:catAx>\
<c:valAx><c:axId val="${AXES.value}"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/><c:axPos val="b"/>\
<c:majorGridlines>${line('D9D9D9')}</c:majorGridlines><c:numFmt formatCode="General" sourceLinked="0"/>\
<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>${line('D9D9D9')}${font(900)}\
<c:crossAx val="${AXES.category}"/><c:crosses val="max"/><c:crossBetween val="between"/></c:valAx></c:plotArea>\
${series.length > 1 ? legend : ''}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>\
<c:spPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill><a:ln><a:solidFill><a:srgbClr val="D9D9D9"/></a:solidFill></a:ln></c:spPr>\
</c:chartSpace>`;
}

export const MAIN = 'http://schemas.openxmlformats.org/drawingml/2006/main';
export const RELATIONSHIPS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

function texts({ at, values }: Range<string>): string {
  const points = values.map((value, i) => `<c:pt idx="${i}"><c:v>${escaped(value)}</c:v></c:pt>`).join('');
  return `<c:strRef><c:f>${escaped(at)}</c:f><c:strCache><c:ptCount val="${values.length}"/>${points}</c:strCache></c:strRef>`;
}

function numbersXml({ at, values }: Range<number | null>, format: string): string {
  const points = values
    .map((value, i) => (value === null ? '' : `<c:pt idx="${i}"><c:v>${value}</c:v></c:pt>`))
    .join('');
  return (
    `<c:numRef><c:f>${escaped(at)}</c:f><c:numCache><c:formatCode>${escaped(format)}</c:formatCode>` +
    `<c:ptCount val="${values.length}"/>${points}</c:numCache></c:numRef>`
  );
}

function filled(colour: string): string {
  return `<c:spPr><a:solidFill><a:srgbClr val="${colour}"/></a:solidFill></c:spPr>`;
}

function line(colour: string): string {
  return `<c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="${colour}"/></a:solidFill></a:ln></c:spPr>`;
}

function font(size: number): string {
  const face = `<a:latin typeface="${faces.body}"/><a:ea typeface="${faces.body}"/>`;
  return `<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="${size}" b="0">${face}</a:defRPr></a:pPr><a:endParaRPr lang="zh-CN"/></a:p></c:txPr>`;
}

/** Office names are other people's text. */
function escaped(text: string): string {
  return escapedAttribute(plainText(text));
}
