import { type Measure, parseValue, type Value } from '@duban/tables';
import { plainNumber } from './reading/shown-text.js';

/** A number of a cell as a figure of the measure, or null when it is none: money to 分, a ratio from its fraction. */
export function numberIn(value: number, measure: Measure): Value {
  const parsed = parseValue(measure, plainNumber(measure.kind === 'ratio' ? value * 100 : value));
  return 'problem' in parsed ? null : parsed.value;
}
