import { MINUTE } from '@duban/base';

/** Limits of the HTTP side. Tests and the fuzzing command set their own; an installation keeps these. */
export interface Tuning {
  /** Calls a minute of one session, or of one address without a session. A board with all its pages open makes about 200. */
  readonly callsPerMinute: number;
  /** Files a minute of one session. */
  readonly uploadsPerMinute: number;
  /** A whole request with its body: a sheet of 10 MB over a county's slow line. */
  readonly requestMs: number;
  /** Its headers: nobody honest needs long. */
  readonly headersMs: number;
  /** How often open connections are held against the two above. */
  readonly lookMs: number;
  /** Between two signs of life on a stream of events, and two looks whether its session still lives. */
  readonly heartbeatMs: number;
  /** Streams of events of one session in one process. A browser keeps six connections to a host: one page more polls instead. */
  readonly streamsPerSession: number;
}

export const TUNING: Tuning = {
  callsPerMinute: 1_200,
  uploadsPerMinute: 60,
  requestMs: 3 * MINUTE,
  headersMs: 15_000,
  lookMs: 5_000,
  heartbeatMs: 20_000,
  streamsPerSession: 4,
};
