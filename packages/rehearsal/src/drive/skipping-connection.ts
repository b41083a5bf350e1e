import { type Instant, instant } from '@duban/base';
import { Connection } from '@temporalio/client';
// The SDK opens the test service to its own testing package only, through this symbol; a server that we start and end ourselves
// (so that nothing is orphaned) needs the same door. The version is pinned, and a rehearsal fails at once if the door moves.
import { InternalConnectionOptionsSymbol } from '@temporalio/client/lib/connection.js';

export interface SkippingConnection {
  readonly connection: Connection;
  /** The server's time: real at its start, then whatever it was skipped to. */
  serverTime(): Promise<Instant>;
  /** Lets `ms` of server time pass; time stands still while activities run. */
  skip(ms: number): Promise<void>;
}

/** Connects to a time-skipping server. One caller skips at a time: concurrent skips add up (findings.md). */
export async function connectSkipping(address: string): Promise<SkippingConnection> {
  const connection = await Connection.connect({
    address,
    [InternalConnectionOptionsSymbol]: { supportsTestService: true },
  } as Parameters<typeof Connection.connect>[0]);
  const { testService } = connection;
  if (!testService) throw new Error('this version of the Temporal client does not open the test service');
  return {
    connection,
    serverTime: async () => {
      const { time } = await testService.getCurrentTime({});
      return instant(Number(time?.seconds ?? 0) * 1000 + Math.floor(Number(time?.nanos ?? 0) / 1e6));
    },
    skip: async (ms) => {
      await testService.unlockTimeSkippingWithSleep({
        duration: { seconds: Math.floor(ms / 1000) as never, nanos: (ms % 1000) * 1e6 },
      });
    },
  };
}
