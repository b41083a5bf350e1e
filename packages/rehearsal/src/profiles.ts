/** How a simulated office behaves: data, so that a rehearsal can be made harder without touching code. */
export interface Profile {
  readonly id: string;
  readonly label: string;
  /** Share of offices, relative to the others. */
  readonly weight: number;
  /** Working days from the due, earliest and latest, on which the office means to file; null: only when called, or never. */
  readonly files: { readonly earliest: number; readonly latest: number } | null;
  /** Promises made on calls: null for an office that promises nothing. `keeps` in per cent, of the first promise; later ones are kept. */
  readonly promises: { readonly days: number; readonly keeps: number } | null;
  /** What may be wrong with the first file; empty: nothing. The offices of a campaign take turns with them. */
  readonly blunders: readonly Blunder[];
}

/** What a careless office does wrong first. */
export const blunders = ['text-in-number', 'sum-off', 'other-office', 'renamed-text'] as const;
export type Blunder = (typeof blunders)[number];

/** How the offices of a rehearsal behave: drawn by weight, but for those whose part is given. */
export interface Behaviour {
  readonly profiles: readonly Profile[];
  /** Office id → profile id. */
  readonly cast: Readonly<Record<string, string>>;
}
