import { CAMPAIGN, owes } from '../../../../../packages/actions/test/world.ts';

/** One call as somebody may try it. */
export interface Ask {
  /** Path with its query. */
  readonly url: string;
  readonly body?: object;
  /** The header, of an edit. */
  readonly ifMatch?: string;
  /** Sends a file. */
  readonly upload?: true;
  /** Sends a form: its part `data`, and a file under each of these names. */
  readonly form?: { readonly data: object; readonly files: readonly string[] };
}

/** Whose an obligation is; an office that there is not owns nothing. */
export interface Owner {
  readonly campaign: string;
  readonly office: string;
}

/** What the authorization matrix needs to know of a route. Every route of the server has one here, or the matrix fails. */
export interface Sample {
  /** Of a desk's route that takes an id: the same call for anybody's. Any other route is asked for what belongs to 兖州区. */
  readonly ask: Ask | ((owner: Owner) => Ask);
  /**
   * What somebody who may gets. A sample need not succeed, it must get past the door: 404 of an unknown seed is as good as 201.
   * Left out: any 2xx.
   */
  readonly allowed?: readonly number[];
  /** The call names an office only; whose campaign's it is, the session says. */
  readonly names?: 'office';
}

export type Samples = Readonly<Record<string, Sample>>;

/** The second campaign that the matrix puts beside Jining's; the same offices and people, other ids. */
export const OTHER = 'other-2023';
/** The first one's is what every sample asks for. */
export const OWNERS: readonly Owner[] = [
  { campaign: CAMPAIGN, office: 'yanzhou' },
  { campaign: CAMPAIGN, office: 'rencheng' },
  { campaign: OTHER, office: 'yanzhou' },
  { campaign: CAMPAIGN, office: 'nowhere' },
];
export const OWN = owes('yanzhou');
/** What an officer looked at long ago, or never: an edit that rests on it is let in, and refused with 412. */
const STALE = '"999999"';

export const id = encodeURIComponent;
const allowing = (allowed?: readonly number[]) => (allowed ? { allowed } : {});

export const get = (url: string, allowed?: readonly number[]): Sample => ({ ask: { url }, ...allowing(allowed) });
export const post = (url: string, body: object, allowed?: readonly number[]): Sample => ({
  ask: { url, body },
  ...allowing(allowed),
});

/** An edit that must not be made: it rests on a state that never was. */
export const postStale = (url: string, body: object, allowed: readonly number[] = [412]): Sample => ({
  ask: { url, body, ifMatch: STALE },
  allowed,
});

interface OfOwner {
  /** The parameter that takes the id. */
  readonly name: string;
  /** Of what hangs on an obligation: `#1`, `/decision/1`. */
  readonly suffix?: string;
  readonly upload?: true;
  readonly allowed?: readonly number[];
}
const owedBy = ({ campaign, office }: Owner): string => owes(office).replace(CAMPAIGN, campaign);

/** A desk's route that takes the id of an obligation, or of what hangs on it, in its query. */
export const ofOwner = (url: string, { name, suffix = '', upload, allowed }: OfOwner): Sample => ({
  ask: (owner) => ({ url: `${url}?${name}=${id(owedBy(owner) + suffix)}`, ...(upload ? { upload } : {}) }),
  ...allowing(allowed),
});

/** The same with the id in the body. */
export const postOfOwner = (
  url: string,
  body: (obligation: string) => object,
  allowed?: readonly number[],
): Sample => ({ ask: (owner) => ({ url, body: body(owedBy(owner)) }), ...allowing(allowed) });

/** The same with the id in the data of a form. */
export const formOfOwner = (
  url: string,
  {
    data,
    files,
    allowed,
  }: Pick<NonNullable<Ask['form']>, 'files'> & {
    readonly data: (obligation: string) => object;
    readonly allowed?: readonly number[];
  },
): Sample => ({ ask: (owner) => ({ url, form: { data: data(owedBy(owner)), files } }), ...allowing(allowed) });
