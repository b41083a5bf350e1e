import type { Voice } from './voice.js';

/** One JSON object per line, for programs: `event` and what belongs to it. */
export function jsonVoice(say: (line: string) => void): Voice {
  const tell = (event: string, rest: object = {}): void => say(JSON.stringify({ event, ...rest }));
  return {
    progress: (line) => tell('progress', { line }),
    step: (name, tookMs) => tell('step', { name, tookMs }),
    change: ({ kind, service, ...rest }) => tell(kind, { service: service.id, name: service.name, ...rest }),
    ready: (ready) => tell('ready', ready),
    alreadyRunning: (running) => tell('already-running', running),
    stopping: (why) => tell('ending', { why }),
    ended: () => tell('ended'),
  };
}
