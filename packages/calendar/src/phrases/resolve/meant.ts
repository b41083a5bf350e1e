import { addDays } from '@duban/base/time';
import type { Festival } from '../../festivals.js';
import { onOrBefore } from '../../workdays.js';
import type { Op, When } from '../syntax.js';
import { EVENT_NAMES, names } from '../wording.js';
import { andThen, type Choices, map, named, one } from './choices.js';
import { type Break, beforeBreak, breakOf, unknownBreak } from './holidays.js';
import { type Found, type Scene, type Spot, spot, textOf } from './scene.js';
import { spotsOf } from './spots.js';

/** The days a date means together with the word after it: 前 turns a holiday, an event, a month or a 旬 into another day. */
export function meant(when: When, op: Op | null, scene: Scene): Choices<Found> {
  if (when.is === 'holiday') return holidayMeant(when, op, scene);
  if (op !== 'before') return spotsOf(when, scene);
  if (when.is === 'new-year') return beforeNewYear(when, scene);
  if (when.is === 'event') return beforeEvent(when, scene);
  if (when.is === 'count' || when.is === 'open-count') return spotsOf(when, scene);
  return andThen(spotsOf(when, scene), (found) =>
    found.is === 'spot' && found.coarse ? sides(found, textOf(when, scene)) : one<Found>(found),
  );
}

/** 前 behind several days may mean before they begin or before they are over (WH24: 2024年5月前). */
function sides(found: Spot, what: string): Choices<Found> {
  const before = addDays(found.from, -1);
  return named<Found>(
    [
      [names.beforeIt(what, before), { ...found, from: before, to: before, coarse: false }],
      [names.withinIt(what, found.to), found],
    ],
    'before-or-within',
  );
}

function holidayMeant(when: Extract<When, { is: 'holiday' }>, op: Op | null, scene: Scene): Choices<Found> {
  return andThen(breakOf(when, scene), (found): Choices<Found> => {
    if (!found) return one(unknownBreak(textOf(when, scene)));
    if (op === 'before') return beforeBreak(found, scene);
    return op === null || op === 'by' ? onHoliday(found) : spotsOf(when, scene);
  });
}

/** 国庆节报送: on the day itself, or while people are off. */
function onHoliday(found: Break): Choices<Found> {
  if (found.from === found.to) return one(spot(found.day, found.day));
  return named<Found>([
    [names.festivalDay(found.name), spot(found.day, found.day)],
    [names.festivalBreak(found.name), spot(found.from, found.to)],
  ]);
}

function beforeNewYear(when: When, scene: Scene): Choices<Found> {
  const festivals = named<Festival>([
    [names.beforeNewYear, '元旦'],
    [names.beforeSpringFestival, '春节'],
  ]);
  return andThen(festivals, (festival) =>
    map(breakOf({ is: 'holiday', festival, start: when.start, end: when.end }, scene), (found): Found => {
      if (!found) return unknownBreak(textOf(when, scene));
      const day = onOrBefore(scene.calendar, addDays(found.from, -1));
      return spot(day, day);
    }),
  );
}

function beforeEvent(when: Extract<When, { is: 'event' }>, scene: Scene): Choices<Found> {
  const event = EVENT_NAMES[when.event];
  return andThen(spotsOf(when, scene), (found): Choices<Found> => {
    if (found.is === 'missing') return one(found);
    const eve = addDays(found.from, -1);
    return named<Found>([
      [names.eveOfEvent(event), spot(eve, eve)],
      [names.dayOfEvent(event), spot(found.from, found.from, found.at === undefined ? {} : { at: found.at })],
    ]);
  });
}
