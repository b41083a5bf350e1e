import { DubanError, type LocalDate } from '@duban/base';
import type { PhraseContext, WorkCalendar } from '@duban/calendar';
import type { z } from 'zod';
import type { Milestone, Phase, Requirement } from '../definition.js';
import type { Problem } from '../problems.js';
import type { campaignFile } from '../schema-campaign.js';
import type { YamlSource } from '../yaml-source.js';
import { noticeContext, type ReadDate, readDate } from './read-date.js';

type Written = z.output<typeof campaignFile>;

/** The dated parts of a definition with every phrase read. */
export interface ResolvedDates {
  readonly phases: readonly Phase[];
  readonly requirements: readonly Omit<Requirement, 'offices'>[];
  readonly milestones: readonly Milestone[];
  readonly problems: readonly Problem[];
}

/**
 * Reads `window`, `due`, `paperDue` and milestones of a campaign file. A phrase with one meaning becomes a date; one with several, or none
 * yet, leaves the date open and keeps its reading, from which `expand` makes a question. A due of a recurring requirement is read once per
 * period by `expand`; here only its wording is checked. Unreadable words are problems with line and column.
 */
export function resolveDates(written: Written, source: YamlSource, calendar: WorkCalendar): ResolvedDates {
  const problems: Problem[] = [];
  const issued = written.notice.date;
  const officeHours = written.hours;
  const { year } = written.notice;
  const read = (
    text: string,
    path: readonly PropertyKey[],
    more: Pick<PhraseContext, 'rolling' | 'otherDues'> = {},
  ): ReadDate => {
    try {
      return readDate(text, noticeContext(issued, { officeHours, calendar, year, ...more }));
    } catch (error) {
      if (!(error instanceof DubanError)) throw error;
      problems.push({ source, path, found: error.message, allowed: '写通知原话中的时限，或 YYYY-MM-DD' });
      return { start: null, end: null, from: null, paper: null, reading: null };
    }
  };
  const phases = written.phases.map(({ window, ...phase }, i): Phase => {
    if (window === undefined)
      return { ...phase, start: phase.start ?? null, end: phase.end as LocalDate, reading: null };
    const { start, end, reading } = read(window, ['phases', i, 'window']);
    const last = end ?? reading?.proposals[0]?.value;
    if (last === undefined && reading !== null)
      problems.push({
        source,
        path: ['phases', i, 'window'],
        found: `“${window}”没有结束之日`,
        allowed: '有起止或截止的时限',
      });
    return { ...phase, start, end: last ?? ('9999-12-31' as LocalDate), reading };
  });
  const firstReading = written.requirements.map(({ due, rolling }, i) =>
    due === null ? null : read(due, ['requirements', i, 'due'], { rolling }),
  );
  const otherDues = duesByName(written.requirements, firstReading);
  const requirements = written.requirements.map(({ offices: _, ...requirement }, i) => {
    const { due: words, rolling } = requirement;
    const first = firstReading[i] ?? null;
    // 随总结报告一并报送: it inherits a due that is known only after the first pass.
    const waits = words !== null && first?.reading?.kind === 'pending';
    const due = waits ? read(words, ['requirements', i, 'due'], { rolling, otherDues }) : first;
    const paper = requirement.paperDue === null ? null : read(requirement.paperDue, ['requirements', i, 'paperDue']);
    const recurring = requirement.frequency !== 'once';
    return {
      ...requirement,
      due: recurring ? null : (due?.end ?? null),
      duePhrase: due?.reading ? words : null,
      paperDue: paper?.end ?? (recurring ? null : (due?.paper ?? null)),
      reading: due?.reading ?? null,
    };
  });
  const milestones = written.milestones.map((milestone, i): Milestone => {
    const { end, from, reading } = read(milestone.phrase, ['milestones', i, 'phrase']);
    return { ...milestone, date: milestone.bound === 'from' ? (from ?? end) : end, reading };
  });
  return { phases, requirements, milestones, problems };
}

/** The dues that are certain, by the names a notice calls their requirements. */
function duesByName(
  requirements: Written['requirements'],
  read: readonly (ReadDate | null)[],
): Readonly<Record<string, LocalDate>> {
  return Object.fromEntries(
    requirements.flatMap(({ title, shortTitle, frequency }, i) => {
      const end = frequency === 'once' ? read[i]?.end : null;
      return end ? [[title, end] as const, [shortTitle, end] as const] : [];
    }),
  );
}
