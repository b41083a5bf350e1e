import { type Expression, measuresIn, type Names } from '@duban/tables';

/** The figure a rule speaks of first. */
export function firstName(node: Expression): string | null {
  switch (node.kind) {
    case 'measure':
      return node.key;
    case 'filled':
      return node.key;
    case 'minus':
    case 'times':
      return firstName(node.of);
    case 'fold':
      return node.items.map(firstName).find((name) => name !== null) ?? null;
    case 'add':
    case 'compare':
    case 'near':
      return firstName(node.left) ?? firstName(node.right);
    case 'logic':
      // What a condition asks for is what is wrong when it fails.
      return node.op === '=>'
        ? (firstName(node.right) ?? firstName(node.left))
        : (firstName(node.left) ?? firstName(node.right));
    default:
      return null;
  }
}

/** Whether an amount is this figure alone, added up over the columns it has. */
export function isSumOf(node: Expression, key: string): boolean {
  if (node.kind === 'measure') return node.key === key;
  return node.kind === 'add' && isSumOf(node.left, key) && isSumOf(node.right, key);
}

/** The unit that a rule's amounts are compared in: their own where they share one. */
export function moneyUnit(rule: Expression, measures: Names['measures']): string {
  const named = measuresIn(rule).map(({ key }) => measures.get(key));
  const units = new Set(named.flatMap((measure) => (measure?.kind === 'money' ? measure.unit : [])));
  const [first = ''] = units;
  return units.size > 1 ? '元' : first;
}
