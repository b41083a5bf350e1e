/** How many 分 one of these is; 1 for what is no money. */
export function fenIn(unit: string): number {
  return unit === '元' ? 100 : unit === '万元' ? 1_000_000 : unit === '亿元' ? 10_000_000_000 : 1;
}
