import { formatMinute } from '@duban/base/time';
import type { ChainDamage, ChainFinding } from '@duban/ledger';
import { eventLabels } from '../views/event-labels.js';

/** `第 120345 条（2026-11-25 10:02 sheet-handed-in 报送材料，兖州区）内容被改动` */
export function findingText(finding: ChainFinding): string {
  return texts[finding.damage](finding);
}

const texts: Readonly<Record<ChainDamage, (finding: ChainFinding) => string>> = {
  'event-edited': (f) => `${place(f)}${named(f)}内容被改动`,
  'event-deleted': (f) => `${place(f)}的事件已被删除，只剩封条`,
  'event-inserted': (f) => `库内编号 ${f.event?.seq ?? '？'} 的事件${named(f)}没有封条，是绕过系统插入的`,
  reordered: (f) => `${place(f)}${named(f)}与别处调换了位置`,
  'seal-edited': (f) => `${place(f)}${named(f)}的封条被改动，事件本身未变`,
  resealed: (f) => `${place(f)}${named(f)}连同封条一起被改写，改写可能从更早处开始、到这一条为止`,
  'seals-missing': (f) => `${place(f)}连同封条一起缺失`,
  'tail-cut': (f) => `链尾被截断：${place(f)}缺失，${f.witness ?? ''}曾记到第 ${f.to ?? '？'} 条`,
  rewritten: (f) => `${place(f)}之间被整段改写：第 ${f.to ?? '？'} 条与${f.witness ?? ''}的记录不符`,
  'waiting-deleted': () => '有等待封存的事件被删除',
  'checkpoint-forged': (f) => `${f.witness ?? ''}的检查点（第 ${f.from ?? '？'} 条）签名不符，被改动过或是伪造的`,
  'checkpoint-removed': (f) => `${f.witness ?? ''}的检查点（第 ${f.from ?? '？'} 条）已从数据库中删除`,
};

function place({ from, to }: ChainFinding): string {
  return from === to ? `第 ${from} 条` : `第 ${from}–${to} 条`;
}

/** Of a row of places, the first one's event. */
function named({ from, to, event }: ChainFinding): string {
  if (!event) return '';
  const label = eventLabels[event.kind];
  const words = [formatMinute(event.at), event.kind, ...(label === undefined ? [] : [label])].join(' ');
  return `（${from === to ? '' : '首条：'}${words}，${event.actor}）`;
}
