import type { LocalDate } from '@duban/base';
import { type Document, isScalar, isSeq, parseDocument, type Scalar, visit } from 'yaml';
import type { CampaignTexts } from './schema.js';

export interface NextCampaign {
  readonly id: string;
  /** The new notice's date; null while it is not issued. */
  readonly issued: LocalDate | null;
  /** The year of its dates. */
  readonly year: number;
  /** How many years later: plain dates and years in words move by as many, phrases without a year follow the new date by themselves. */
  readonly years: number;
}

const TO_BE_FILLED = '待补';

/**
 * Next year's campaign from this year's files, comments kept: the same offices and requirements; number and basis to be filled in, dates moved,
 * contacts to be confirmed before launch (people change). The bureau's answers are not taken over: they answered another notice.
 */
export function cloneSeed(
  texts: CampaignTexts,
  next: NextCampaign,
): CampaignTexts & { readonly 'answers.yaml': string } {
  const campaign = parseDocument(texts['campaign.yaml']);
  moveYears(campaign, next.years);
  campaign.set('id', next.id);
  campaign.setIn(['notice', 'number'], TO_BE_FILLED);
  campaign.setIn(['notice', 'date'], next.issued);
  campaign.setIn(['notice', 'basis'], []);
  if (next.issued === null) campaign.setIn(['notice', 'year'], next.year);
  else campaign.deleteIn(['notice', 'year']);
  emptyChain(campaign);
  campaign.deleteIn(['notice', 'extends']);
  const directory = parseDocument(texts['directory.yaml']);
  directory.set('confirmed', false);
  const matter = texts['matter.yaml'];
  return {
    'campaign.yaml': campaign.toString({ lineWidth: 0 }),
    'directory.yaml': directory.toString({ lineWidth: 0 }),
    ...(matter === undefined ? {} : { 'matter.yaml': matter }),
    'answers.yaml': 'answers: []\n',
  };
}

/** Who forwards stays, what they wrote this year is to be filled in: phases and duties name their document of the chain. */
function emptyChain(document: Document.Parsed): void {
  const chain = document.getIn(['notice', 'chain']);
  if (!isSeq(chain)) return;
  for (const i of chain.items.keys()) {
    for (const field of ['number', 'title', 'date']) document.setIn(['notice', 'chain', i, field], null);
    document.setIn(['notice', 'chain', i, 'gap'], '今年的上级文件待补');
  }
}

function moveYears(document: Document.Parsed, years: number): void {
  visit(document, {
    Scalar: (_, node) => {
      if (isScalar(node) && typeof node.value === 'string') moved(node as Scalar<string>, years);
    },
  });
}

function moved(node: Scalar<string>, years: number): void {
  const { value } = node;
  const plain = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  if (plain) {
    const day = plain[2] === '02' && plain[3] === '29' ? '28' : plain[3];
    node.value = `${Number(plain[1]) + years}-${plain[2]}-${day}`;
  } else node.value = value.replace(/(\d{4})(?=年)/g, (year) => String(Number(year) + years));
}
