import type { Expression, TableDefinition } from '@duban/tables';
import { ruleWords as words } from '../wording/hints.js';

/** What names in a rule are called; `ledger`: in a rule on rows, names are that ledger's columns. */
export interface Naming {
  readonly table: TableDefinition;
  readonly ledger?: string | null;
  /** Names to be called by another word (`each` → 各项); '' leaves only 本期, 上期累计 … */
  readonly instead?: ReadonlyMap<string, string>;
}

const BINDING: Readonly<Record<string, number>> = { or: 1, and: 2, compare: 3, add: 4, times: 5 };

/** A rule in the words of the form: `检查定点医药机构 = 医疗机构 + 零售药店`. */
export function inWords(node: Expression, naming: Naming): string {
  switch (node.kind) {
    case 'number':
      return node.money ? words.moneyLiteral(String(node.value / 100)) : String(node.value);
    case 'text':
      return `“${node.value}”`;
    case 'measure':
      return reached(nameOf(node.key, naming), node.reach);
    case 'group':
      return words.sumOf(groupName(node.group, naming.table));
    case 'tally':
      return tallyWords(node, naming);
    case 'minus':
      return `${words.minus.trim()}${wrapped(node.of, { binding: BINDING.times, naming })}`;
    case 'times':
      return `${wrapped(node.of, { binding: BINDING.times, naming })}${words.times}${node.factor}`;
    case 'add': {
      const right = wrapped(node.right, { binding: node.op === '-' ? BINDING.times : BINDING.add, naming });
      return `${inWords(node.left, naming)}${node.op === '+' ? words.add : words.minus}${right}`;
    }
    case 'fold':
      return words[node.fold](node.items.map((item) => inWords(item, naming)).join('、'));
    case 'days':
      return words.days(inWords(node.from, naming), inWords(node.to, naming));
    case 'compare':
      return `${inWords(node.left, naming)}${words[node.op]}${inWords(node.right, naming)}`;
    case 'near':
      return words.near(inWords(node.left, naming), inWords(node.right, naming), node.percent);
    case 'in':
      return words.inList(
        inWords(node.left, naming),
        node.choices.map(({ value }) => value),
      );
    case 'filled':
      return words.filled(nameOf(node.key, naming));
    case 'logic': {
      const [left, right] = [inner(node.left, { op: node.op, naming }), inner(node.right, { op: node.op, naming })];
      return node.op === '=>' ? words.ifThen(left, right) : `${left}${words[node.op]}${right}`;
    }
  }
}

function wrapped(
  node: Expression,
  { binding = 0, naming }: { readonly binding: number | undefined; readonly naming: Naming },
): string {
  const text = inWords(node, naming);
  return (BINDING[node.kind] ?? 9) < binding ? `（${text}）` : text;
}

function inner(
  node: Expression,
  { op, naming }: { readonly op: 'and' | 'or' | '=>'; readonly naming: Naming },
): string {
  const text = inWords(node, naming);
  const looser = node.kind === 'logic' && (node.op === '=>' || (op === 'and' && node.op === 'or'));
  return looser ? `（${text}）` : text;
}

function reached(label: string, reach: keyof typeof words.reach): string {
  if (label === '') return words.reach[reach];
  return reach === 'own' ? label : `${label}（${words.reach[reach]}）`;
}

/** The label without 其中, which only says where it stands. */
function plainLabel(label: string): string {
  return label.replace(/^其中[：:]\s*/, '');
}

/** What the form calls a measure or, in a rule on rows, a column. */
export function nameOf(key: string, { table, ledger, instead }: Naming): string {
  const other = instead?.get(key);
  if (other !== undefined) return other;
  if (ledger !== undefined && ledger !== null) {
    const columns = table.ledgers.find((each) => each.key === ledger)?.columns ?? [];
    return columns.find((column) => column.key === key)?.label ?? key;
  }
  const measures = table.sections.flatMap((section) => section.measures);
  return plainLabel(measures.find((measure) => measure.key === key)?.label ?? key);
}

function groupName(group: string, { sections, blocks }: TableDefinition): string {
  const [key = '', column] = group.split('.');
  const section = sections.find((each) => each.key === key);
  const title = (section?.title ?? blocks.find((block) => block.key === key)?.label ?? key).replace(
    /^[一二三四五六七八九十]+、/,
    '',
  );
  const label = section?.matrix?.columns.find((each) => each.key === column)?.label;
  return label === undefined ? title : `${title}·${label}`;
}

function tallyWords(node: Expression & { readonly kind: 'tally' }, naming: Naming): string {
  const ledger = naming.table.ledgers.find(({ key }) => key === node.ledger);
  const column = ledger?.columns.find(({ key }) => key === node.column)?.label ?? '';
  const what = words.tally[node.tally](ledger?.title ?? node.ledger, column);
  return node.where === null ? what : words.where(what, inWords(node.where, { ...naming, ledger: node.ledger }));
}
