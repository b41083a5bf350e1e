import { type Evidence, OfficeNames, plainText, type Weighed, weigh } from '@duban/campaign';
import type { Finding } from '@duban/tables';
import { about } from './about-form.js';
import { isVerified } from './read-forms.js';
import type { Directory, KnownForm, ReadFile, Source } from './types.js';
import { sourceNames, doubtTexts as texts } from './wording.js';

type Form = Pick<KnownForm, 'form' | 'table'> & { readonly file: ReadFile };

export interface OfficeFound {
  readonly office: KnownForm['office'];
  readonly candidates: readonly string[];
  readonly doubts: readonly Finding[];
}

/** Where an office may be named in a form and around it, the most trusted place first. */
export function officeTexts({ form, file }: Form): { readonly source: Source; readonly text: string }[] {
  const { folders, archives, name } = file.found;
  return [
    { source: 'header', text: form.header.reportUnit ?? '' },
    { source: 'header', text: form.header.divisionCode ?? '' },
    { source: 'title', text: `${form.heading} ${form.sheet}` },
    ...pathTexts({ folders, archives, name }),
  ];
}

/** The names a file came with: its own, its folders' from the inside out, its archives'. */
export function pathTexts({ folders, archives, name }: Pick<ReadFile['found'], 'folders' | 'archives' | 'name'>) {
  return [
    { source: 'file' as const, text: name },
    ...folders.toReversed().map((text) => ({ source: 'folder' as const, text })),
    ...archives.toReversed().map((text) => ({ source: 'archive' as const, text })),
  ];
}

/** A directory ready to be asked. */
export class Offices {
  readonly directory: Directory | null;
  readonly #names: OfficeNames;
  readonly #byId: ReadonlyMap<string, string>;

  constructor(directory: Directory | null) {
    this.directory = directory;
    this.#names = new OfficeNames(directory?.offices ?? []);
    this.#byId = new Map(directory?.offices.map((office) => [office.id, office.shortName]));
  }

  nameOf(id: string): string {
    return this.#byId.get(id) ?? id;
  }

  /** Offices that a name may mean: without a directory the one that a form which names it so is of. */
  named(name: string): readonly string[] {
    return this.directory === null ? [spelledAlike(name)] : this.#names.in(name).offices;
  }

  /** Offices that a file's names may mean: for files that could not be read. */
  namedIn(found: Pick<ReadFile['found'], 'folders' | 'archives' | 'name'>): readonly string[] {
    return weigh(pathTexts(found).map((each) => this.#evidence(each))).candidates;
  }

  /** Whose form it is. With a directory never one that is not in it; without, as the form itself names it. */
  of(form: Form): OfficeFound {
    if (this.directory === null) return asWritten(form);
    const identity = this.#identity(form);
    const said = officeTexts(form).map((each) => this.#evidence(each));
    const headers = said.filter(({ source }) => source === 'header');
    const others = said.filter(({ source }) => source !== 'header');
    // An identity that nobody can vouch for is less than what stands in the header for all to see.
    const trusted = isVerified(form.form) ? [...identity, ...headers] : [...headers, ...identity];
    const weighed = weigh([...trusted, ...others]);
    const { answer, by, candidates } = weighed;
    if (answer === null || by === null) return { office: null, candidates, doubts: [] };
    const office = { id: answer, name: this.nameOf(answer), by };
    return {
      office,
      candidates,
      doubts: [...this.#unlisted(form, office), ...this.#contradictions(form, { weighed, office })],
    };
  }

  /** The form names somebody who is not in the directory, and only the names around it made it this office's. */
  #unlisted({ form, table }: Form, office: { readonly name: string; readonly by: Source }): Finding[] {
    if (office.by === 'identity' || office.by === 'header') return [];
    const written = [form.identity?.officeName ?? '', form.header.reportUnit ?? ''].find(
      (text) => plainText(text) !== '',
    );
    if (written === undefined || this.#names.in(written).offices.length > 0) return [];
    const said = { check: texts.officeCheck, severity: 'W' as const, found: written, expected: texts.officeExpected };
    const message = texts.unlisted(written, { source: sourceNames[office.by], name: office.name });
    return [about(table, { ...said, message })];
  }

  #identity({ form }: Form): Evidence<Source>[] {
    const { identity } = form;
    if (identity === null) return [];
    // The id counts only in the campaign it was given in; elsewhere the name must do.
    const known = identity.campaign === this.directory?.campaign?.id && this.#byId.has(identity.office);
    if (known) return [{ source: 'identity', text: identity.officeName, candidates: [identity.office] }];
    return [this.#evidence({ source: 'identity', text: identity.officeName })];
  }

  #evidence({ source, text }: { readonly source: Source; readonly text: string }): Evidence<Source> {
    const { offices, sharedName } = this.#names.in(text);
    return { source, text, candidates: offices, torn: offices.length > 1 && !sharedName };
  }

  #contradictions(
    form: Form,
    { weighed, office }: { weighed: Weighed<Source>; office: { name: string; by: Source } },
  ): Finding[] {
    return weighed.against.map(({ source, text, candidates }) => {
      const name = candidates.map((id) => this.nameOf(id)).join('、');
      const taken = { source: sourceNames[office.by], name: office.name };
      return about(form.table, {
        check: texts.officeCheck,
        severity: 'W',
        found: name,
        expected: texts.officeExpected,
        message: texts.office({ source: sourceNames[source], text, name }, taken),
      });
    });
  }
}

/** Without a directory: the office as the form calls it; spellings of one place are one office. */
function asWritten({ form }: Form): OfficeFound {
  const written = [
    { by: 'identity' as const, text: form.identity?.officeName ?? '' },
    { by: 'header' as const, text: form.header.reportUnit ?? '' },
  ].find(({ text }) => plainText(text) !== '');
  if (written === undefined) return { office: null, candidates: [], doubts: [] };
  const name = written.text.trim();
  return { office: { id: spelledAlike(name), name, by: written.by }, candidates: [], doubts: [] };
}

/** 任城区医保局 and 任城区医疗保障局 are one office; 任城区公安局 is another. */
function spelledAlike(name: string): string {
  const place = plainText(name).replace(/(医疗保障|医保)(事业|服务)*(分局|局|中心|办公室|办)?$/u, '');
  return place === '' ? plainText(name) : place;
}
