import type { Expression, Names } from '@duban/tables';

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

/** Every measure of a comparison of sums. */
export function namesIn(node: Expression): readonly string[] {
  if (node.kind === 'measure') return [node.key];
  if (node.kind === 'add' || node.kind === 'compare') return [...namesIn(node.left), ...namesIn(node.right)];
  return [];
}

/** The unit that a rule's amounts are compared in: their own where they share one. */
export function moneyUnit(rule: Expression, measures: Names['measures']): string {
  const units = new Set<string>();
  const visit = (node: Expression): void => {
    if (node.kind === 'measure') {
      const measure = measures.get(node.key);
      if (measure?.kind === 'money') units.add(measure.unit);
    }
    for (const part of childrenOf(node)) visit(part);
  };
  visit(rule);
  const [first] = units;
  return units.size === 1 && first !== undefined ? first : units.size === 0 ? '' : '元';
}

function childrenOf(node: Expression): readonly Expression[] {
  switch (node.kind) {
    case 'minus':
    case 'times':
      return [node.of];
    case 'fold':
      return node.items;
    case 'add':
    case 'compare':
    case 'near':
    case 'logic':
      return [node.left, node.right];
    default:
      return [];
  }
}
