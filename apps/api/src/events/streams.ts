import { PassThrough } from 'node:stream';
import { concerns, eventsSince, type Listening } from '@duban/actions/events-since';
import { DubanError } from '@duban/base';
import type { EventNews } from '@duban/ledger';
import type { Api } from '../api.js';
import type { Hub } from './hub.js';

export interface Opening {
  readonly listening: Listening;
  /** Of the session: so many streams and no more. */
  readonly session: string;
  /** `Last-Event-ID` of a browser that comes back; null the first time. */
  readonly after: number | null;
  /** Whether the session still lives and still may. */
  readonly lives: () => Promise<boolean>;
}

export interface Streams {
  /** Throws `too-many-streams`. */
  open(opening: Opening): Promise<PassThrough>;
  /** How many are open. */
  readonly count: number;
  /** Ends all of them: the server is closing. */
  close(): void;
}

/** Text of an event stream (WHATWG HTML 9.2): what changed, no more than its ids. */
const changed = ({ seq, campaign, kind }: EventNews): string =>
  `id: ${seq}\nevent: changed\ndata: ${JSON.stringify({ campaign, seq, kind })}\n\n`;
/** Anything may have happened: look at everything again. */
const LOOK_AGAIN = 'event: look-again\ndata: {}\n\n';
const ENDED = 'event: ended\ndata: {}\n\n';
const ALIVE = ': alive\n\n';
/** How long (ms) a browser waits before it comes back. */
const RETRY = 'retry: 3000\n\n';
/** A reader that lets so much lie unread has gone. */
const UNREAD = 64 * 1024;

export function newStreams({ ctx, tuning }: Pick<Api, 'ctx' | 'tuning'>, hub: Hub): Streams {
  const open = new Map<PassThrough, string>();

  const refuseMore = (session: string): void => {
    const own = [...open.values()].filter((each) => each === session).length;
    if (own >= tuning.streamsPerSession) throw new DubanError('too-many-streams');
  };
  return {
    get count() {
      return open.size;
    },
    async open({ listening, session, after, lives }) {
      refuseMore(session);
      const stream = new PassThrough();
      open.set(stream, session);
      const write = (text: string): void => {
        if (stream.writableEnded || stream.destroyed) return;
        if (stream.writableLength > UNREAD) stream.destroy();
        else stream.write(text);
      };
      let unsubscribe = (): void => undefined;
      // From the start: a reader that is gone before the first word must find the beat to end.
      const beat = setInterval(() => {
        // Who cannot be asked about, because the database is away, stays for now.
        void lives()
          .catch(() => true)
          .then((alive) => (alive ? write(ALIVE) : stream.end(ENDED)));
      }, tuning.heartbeatMs);
      stream.once('close', () => {
        open.delete(stream);
        unsubscribe();
        clearInterval(beat);
      });
      try {
        unsubscribe = await hub.subscribe((news) => {
          if (news === null) write(LOOK_AGAIN);
          else if (concerns(listening, news)) write(changed(news));
        });
        write(RETRY);
        if (after !== null) {
          const missed = await eventsSince(ctx, listening, after);
          write(missed === null ? LOOK_AGAIN : missed.map(changed).join(''));
        }
      } catch (error) {
        stream.destroy();
        throw error;
      }
      return stream;
    },
    close() {
      for (const stream of open.keys()) stream.end();
    },
  };
}
