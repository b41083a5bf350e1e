import ical, { ICalAlarmType, ICalCalendarMethod, ICalEventTransparency } from 'ical-generator';
import { Temporal } from 'temporal-polyfill';
import type { CalendarEntry } from './contract.js';

const ZONE = 'Asia/Shanghai';

// China has kept one offset since 1991; Outlook wants the zone spelled out.
const VTIMEZONE = [
  'BEGIN:VTIMEZONE',
  `TZID:${ZONE}`,
  'BEGIN:STANDARD',
  'DTSTART:19910915T000000',
  'TZOFFSETFROM:+0800',
  'TZOFFSETTO:+0800',
  'TZNAME:CST',
  'END:STANDARD',
  'END:VTIMEZONE',
].join('\r\n');

/**
 * An .ics file (METHOD:PUBLISH) with the dues of a campaign, times in Asia/Shanghai. The same input gives the same bytes:
 * UIDs come from the entries' ids, DTSTAMP from their `stamp`. An entry without `end` is an all-day entry.
 */
export function calendarFile(name: string, entries: readonly CalendarEntry[]): string {
  const calendar = ical({
    name,
    prodId: { company: 'Duban', product: 'Duban', language: 'ZH' },
    method: ICalCalendarMethod.PUBLISH,
    // The zone stands on each event; named here it would also be put on DTSTAMP, which has to be UTC (RFC 5545).
    timezone: { name: null, generator: () => VTIMEZONE },
  });
  for (const entry of entries) {
    const allDay = entry.end === undefined;
    const start = Temporal.Instant.fromEpochMilliseconds(entry.start);
    const event = calendar.createEvent({
      id: entry.id.includes('@') ? entry.id : `${entry.id}@duban`,
      stamp: Temporal.Instant.fromEpochMilliseconds(entry.stamp),
      sequence: entry.sequence ?? 0,
      summary: entry.title,
      description: entry.description,
      start,
      // ical-generator converts a Date by the machine's own zone; a Temporal instant is converted by the event's.
      end: entry.end === undefined ? start.add({ hours: 24 }) : Temporal.Instant.fromEpochMilliseconds(entry.end),
      allDay,
      timezone: ZONE,
      // A due does not make its day busy.
      transparency: ICalEventTransparency.TRANSPARENT,
    });
    for (const minutes of entry.alarms ?? []) {
      event.createAlarm({ type: ICalAlarmType.display, trigger: minutes * 60, description: entry.title });
    }
  }
  return `${calendar.toString()}\r\n`;
}
