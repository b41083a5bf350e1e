/** Something an officer does to one thing, once it is said what it does; with a reason. */
export interface Act {
  readonly key: string;
  readonly label: string;
  /** What it does, before the button does it. */
  readonly effect: string;
  readonly needsReason: boolean;
  /** False: the verb takes none. */
  readonly asksReason?: false;
  readonly url: string;
  /** Of what it is done to, as it was on screen; what has none is refused once it is over. */
  readonly revision?: number;
  readonly body: (reason: string) => object;
}
