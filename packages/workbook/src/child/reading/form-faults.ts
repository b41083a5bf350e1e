import { cellKey, type Finding, type Measure } from '@duban/tables';
import { formTexts } from '../../wording/form.js';
import { readingTexts as texts } from '../../wording/reading.js';
import type { Spot } from './located.js';
import type { Problem } from './problem.js';
import { onSheet, placeOf } from './spots.js';

/** What finding a form by its headers has to say, collected. */
export class FormFaults {
  readonly findings: Finding[] = [];
  readonly #sheet: string;

  constructor(sheet: string) {
    this.#sheet = sheet;
  }

  renamed(label: string, { seen, spot }: { readonly seen: string; readonly spot: Spot }): void {
    const found = seen.replace(/\s+/gu, '');
    this.#add(
      { check: 'header-renamed', severity: 'I', label, spot, found, expected: label },
      texts['header-renamed'](found, label),
    );
  }

  repeated(label: string, { again, first }: { readonly again: Spot; readonly first: Spot }): void {
    const [one, two] = [placeOf(first).cell, placeOf(again).cell];
    const about = {
      check: 'row-repeated',
      severity: 'E',
      label,
      spot: again,
      found: two,
      expected: texts.layoutExpected,
    } as const;
    this.#add(about, texts['row-repeated'](label, [one, two]));
  }

  gone(check: 'row-missing' | 'column-missing', label: string): void {
    const about = { check, severity: 'E', label, spot: null, found: texts.layoutFound, expected: label } as const;
    this.#add(about, texts[`header-${check}`](label, this.#sheet));
  }

  /** A form without 上期调整数 has no adjustments. */
  noAdjust(): void {
    const label = formTexts.columns.adjust;
    const about = {
      check: 'column-missing',
      severity: 'I',
      label,
      spot: null,
      found: texts.layoutFound,
      expected: texts.noAdjustExpected,
    } as const;
    this.#add(about, texts.noAdjust(label));
  }

  unclear(label: string, { seen, spot }: { readonly seen: string; readonly spot: Spot }): void {
    this.#add(
      { check: 'row-unclear', severity: 'E', label, spot, found: seen, expected: texts.layoutExpected },
      texts['row-unclear'](label),
    );
  }

  unknown(label: string, spot: Spot): void {
    this.#add(
      { check: 'row-unknown', severity: 'I', label, spot, found: label, expected: texts.unknownExpected },
      texts['row-unknown'](label),
    );
  }

  /** Figures of more than one office, or of more than one period, with nothing that says whose are owed. */
  several(label: string, { cells, spot }: { readonly cells: readonly string[]; readonly spot: Spot }): void {
    const found = cells.join('、');
    this.#add(
      { check: 'several-figures', severity: 'E', label, spot, found, expected: texts.oneFigureExpected },
      texts['several-figures'](found),
    );
  }

  /** `measure`: the one whose figures are in doubt; null for a whole column of a matrix. */
  unit(
    { label, unit: expected }: Pick<Measure, 'label' | 'unit'>,
    at: { readonly found: string; readonly spot: Spot; readonly measure: Measure | null },
  ): void {
    const message = texts['unit-changed'](label, at.found);
    const about = { check: 'unit-changed', severity: 'E', found: at.found, expected, message } as const;
    const key = at.measure === null ? null : cellKey(at.measure.key, 'current');
    this.findings.push({ ...about, key, label, place: placeOf(at.spot) });
  }

  #add(
    { label, spot, ...rest }: Omit<Problem, 'message'> & { readonly label: string; readonly spot: Spot | null },
    message: string,
  ): void {
    this.findings.push(onSheet({ ...rest, message }, { label, spot }));
  }
}
