import type { LocalDate } from '@duban/base';
import { chineseDate, endOfDay, timeOf } from '@duban/base/time';
import type { Due, DueForm, Reading } from './types.js';

/**
 * Writes a reading the one way that has no second meaning, with every year: `2023年12月10日前`, `2019年4月15日至2019年5月15日`,
 * `电子版2023年12月8日前、纸质件2023年12月15日前`. For a date a person chose; a notice's own words are quoted from `raw`. Reading it again
 * gives the same days and instants. Empty for a reading without any date.
 */
export function writePhrase(reading: Reading): string {
  const { dues, window, effects, scopes, dataAsOf } = reading;
  const [due] = dues;
  const isWindow = dues.length === 1 && due && window?.from && window.to === due.date && !due.what;
  const parts = isWindow
    ? [`${day(window.from)}至${day(due.date)}${clockOf(due)}`]
    : dues.map((d) => `${d.what ? FORMS[d.what] : ''}${day(d.date)}${clockOf(d)}前`);
  return [
    ...parts,
    ...effects.map((e) => `自${day(e.from)}起`),
    ...scopes.flatMap(({ from, to }) => (from ? [to ? `${day(from)}至${day(to)}期间` : `${day(from)}以来`] : [])),
    ...(dataAsOf ? [`数据截至${day(dataAsOf)}`] : []),
  ].join('，');
}

const FORMS: Readonly<Record<DueForm, string>> = {
  electronic: '电子版',
  paper: '纸质件',
  phone: '电话报告',
  written: '书面报告',
};

function day(date: LocalDate): string {
  return chineseDate(date, true);
}

/** Nothing where the whole day counts. */
function clockOf(due: Due): string {
  return due.at === endOfDay(due.date) ? '' : timeOf(due.at);
}
