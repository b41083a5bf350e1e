/** `now` is the workflow's own time (server time); the worker turns it into campaign time. */
export interface At {
  readonly campaign: string;
  readonly now: number;
}

/** One look at the ledger: how long to wait until the next look, counted from the `now` it was asked with (null: until poked), and a line for the diary. */
export interface Tick {
  readonly waitMs: number | null;
  readonly summary: string;
  readonly done: boolean;
}

/** What workflows ask of the outside world. The worker fulfils it with one-line calls of actions. */
export interface Activities {
  campaignTick(at: At): Promise<
    Tick & {
      readonly deliver: readonly string[];
      /** Of the children, for the Temporal UI; by their ids after that of the campaign. */
      readonly titles?: Readonly<Record<string, string>>;
      readonly running: {
        readonly offices: readonly string[];
        readonly rounds: readonly { readonly requirement: string; readonly period: string }[];
        readonly reports: readonly string[];
      };
    }
  >;
  chaseTick(at: At & { readonly office: string }): Promise<
    Tick & {
      readonly deliver: readonly string[];
      /** What leaves when the wait is over, without another look; then to rest so long (null: until poked) before the next. */
      readonly leaving?: { readonly messages: readonly string[]; readonly restMs: number | null };
    }
  >;
  roundTick(at: At & { readonly requirement: string; readonly period: string }): Promise<Tick>;
  reportTick(at: At & { readonly kind: string }): Promise<Tick>;
  /** One attempt to send one message; says when another may be made, counted from the `now` it was asked with. */
  deliver(at: { readonly message: string; readonly now: number }): Promise<{ readonly waitMs: number | null }>;
}
