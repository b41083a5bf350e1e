import type { Rehearsed } from '../src/index.js';

/** What the office's people got, by kind, and what the bureau had to do about it, by script. */
export function counted({ basis, outcome }: Rehearsed, office: string) {
  const mine = (m: { office: string | null; lines: readonly { obligation: string }[] }): boolean =>
    m.office === office || m.lines.some((l) => l.obligation.endsWith(`/${office}`));
  const sent = basis.messages.filter((m) => m.state === 'sent' && mine(m));
  const tasks = basis.tasks.filter((t) => t.office === office);
  return {
    unproven: outcome.checks.filter((c) => !c.passed),
    messages: tally(sent.map((m) => m.kind)),
    days: sent
      .filter((m) => m.kind === 'chase')
      .map((m) => (m.sentAt ?? '').slice(0, 10))
      .toSorted(),
    tasks: tally(tasks.map((t) => t.script)),
  };
}

function tally(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}
