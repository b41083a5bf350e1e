import { type OfficeFound, Offices } from './office-of-form.js';
import type { Directory, KnownForm, ReadFile } from './types.js';
import { directoryTexts as texts } from './wording.js';

type Form = Pick<KnownForm, 'form' | 'table'> & { readonly file: ReadFile };

export interface DirectoryChosen {
  readonly offices: Offices;
  readonly found: ReadonlyMap<Form, OfficeFound>;
  /** Chinese: which and why. */
  readonly note: string;
}

/**
 * The directory that was asked for; else the one of `known` that knows the offices of most forms, at least of half of them. Two that
 * do equally well are not chosen between, and without one nobody is called missing.
 */
export function chooseDirectory(
  forms: readonly Form[],
  { given, known }: { readonly given: Directory | null; readonly known: readonly Directory[] },
): DirectoryChosen {
  if (given !== null) {
    const offices = new Offices(given);
    return { offices, found: look(forms, offices), note: texts.given(given.title, given.offices.length) };
  }
  const tried = known.map((directory) => {
    const offices = new Offices(directory);
    const found = look(forms, offices);
    return { directory, offices, found, matched: [...found.values()].filter(({ office }) => office !== null).length };
  });
  const most = Math.max(0, ...tried.map(({ matched }) => matched));
  const best = tried.filter(({ matched }) => matched === most && matched * 2 >= forms.length && matched > 0);
  const [only] = best;
  if (only !== undefined && best.length === 1) {
    const note = texts.chosen(only.directory.title, { matched: only.matched, forms: forms.length });
    return { offices: only.offices, found: only.found, note };
  }
  const offices = new Offices(null);
  const note = best.length > 1 ? texts.several(best.map(({ directory }) => directory.title)) : texts.none;
  return { offices, found: look(forms, offices), note };
}

function look(forms: readonly Form[], offices: Offices): ReadonlyMap<Form, OfficeFound> {
  return new Map(forms.map((form) => [form, offices.of(form)]));
}
