/** The local mail inbox as a process of its own: nothing it holds is lost, and no other process waits, when it dies. */
import { readInboxConfig } from './inbox.js';
import { startSmtpSink } from './start-smtp-sink.js';

const sink = await startSmtpSink(readInboxConfig());
process.once('SIGTERM', () => {
  void sink.stop().then(() => process.exit(0));
});
process.send?.({ ready: true });
