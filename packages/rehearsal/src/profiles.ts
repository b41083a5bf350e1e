/** How a simulated office behaves: data, so that a rehearsal can be made harder without touching code. */
export interface Profile {
  readonly id: 'punctual' | 'late' | 'careless' | 'silent';
  readonly label: string;
  /** Share of offices, relative to the others. */
  readonly weight: number;
  /** Working days from the due, earliest and latest, on which the office means to file; null: only when called, or never. */
  readonly files: { readonly earliest: number; readonly latest: number } | null;
  /** Promises made on calls: null for an office that promises nothing. `keeps` in per cent, of the first promise; later ones are kept. */
  readonly promises: { readonly days: number; readonly keeps: number } | null;
  /** The first file has something wrong with it. */
  readonly blunders: boolean;
}

export const profiles: readonly Profile[] = [
  {
    id: 'punctual',
    label: '按时',
    weight: 7,
    files: { earliest: -2, latest: 0 },
    promises: { days: 0, keeps: 100 },
    blunders: false,
  },
  { id: 'late', label: '拖延', weight: 4, files: null, promises: { days: 2, keeps: 50 }, blunders: false },
  {
    id: 'careless',
    label: '粗心',
    weight: 3,
    files: { earliest: -2, latest: 0 },
    promises: { days: 0, keeps: 100 },
    blunders: true,
  },
  { id: 'silent', label: '失联', weight: 1, files: null, promises: null, blunders: false },
];

/** What a careless office does wrong first. */
export const blunders = ['text-in-number', 'sum-off', 'other-office', 'renamed-text'] as const;
export type Blunder = (typeof blunders)[number];
