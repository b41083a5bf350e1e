import { calendarFile } from '@duban/notify';
import { describe, expect, it } from 'vitest';

const stamp = Date.UTC(2023, 7, 22, 1);
const due = { id: 'jn23/t1/2023Q3', title: '第三季度统计表', description: '请于当日报送，\n逾期将电话联系', stamp };
const allDay = { ...due, start: Date.UTC(2023, 9, 9, 16), alarms: [60] };
const timed = { ...due, id: 'b@jn23', start: Date.UTC(2023, 9, 10, 8), end: Date.UTC(2023, 9, 10, 9) };

describe('a calendar file', () => {
  it('is the same for the same input, whatever the clock says', () => {
    expect(calendarFile('报送时限', [allDay, timed])).toBe(calendarFile('报送时限', [allDay, timed]));
  });

  it('carries the sender’s stamp in UTC and stable UIDs', () => {
    const text = calendarFile('报送时限', [allDay, timed]);
    expect(text.match(/DTSTAMP:.*/g)).toEqual(['DTSTAMP:20230822T010000Z', 'DTSTAMP:20230822T010000Z']);
    expect(text.match(/UID:.*/g)).toEqual(['UID:jn23/t1/2023Q3@duban', 'UID:b@jn23']);
    expect(text).toContain('METHOD:PUBLISH');
  });

  it('puts local midnight in Shanghai on the day it begins, not on the UTC day before', () => {
    expect(calendarFile('x', [allDay])).toContain('DTSTART;VALUE=DATE:20231010\r\nDTEND;VALUE=DATE:20231011');
  });

  it('writes times in Asia/Shanghai and spells the zone out', () => {
    const text = calendarFile('x', [timed]);
    expect(text).toContain('DTSTART;TZID=Asia/Shanghai:20231010T160000');
    expect(text).toContain('TZOFFSETTO:+0800');
  });

  it('rings before the start', () => {
    expect(calendarFile('x', [allDay])).toMatch(/BEGIN:VALARM[\s\S]*TRIGGER:-PT1H/);
  });

  it('lets no description break out of its line', () => {
    const text = calendarFile('x', [{ ...allDay, description: 'a\r\nEND:VEVENT\r\nBEGIN:VEVENT' }]);
    expect(text.match(/^BEGIN:VEVENT/gm)).toHaveLength(1);
  });

  it('tells a changed date by its sequence number', () => {
    expect(calendarFile('x', [{ ...allDay, sequence: 2 }])).toContain('SEQUENCE:2');
  });
});
