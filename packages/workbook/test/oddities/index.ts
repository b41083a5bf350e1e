import { dates } from './dates.js';
import { formulas } from './formulas.js';
import { layout } from './layout.js';
import type { Oddity } from './oddity.js';
import { packages } from './packages.js';
import { values } from './values.js';

export const oddities: readonly Oddity[] = [...values, ...dates, ...formulas, ...layout, ...packages];
