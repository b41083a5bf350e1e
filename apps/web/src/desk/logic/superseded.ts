import type { DeskItem } from '@duban/api/types';

/** A newer version waits for the bureau: its word on an older one only belongs to the history. */
export function superseded({ cell, latest, decision }: DeskItem): boolean {
  if (decision?.submission == null || latest === null || decision.submission === latest.id) return false;
  return cell.state === 'checked' || cell.state === 'received';
}
