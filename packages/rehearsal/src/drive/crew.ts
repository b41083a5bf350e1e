import path from 'node:path';
import { type ForkedProcess, forkKept } from '@duban/runtime';
import { processes, type WorkerConfig, workerEnvironment } from '@duban/worker';

/** The worker processes of a rehearsal. */
export interface Crew {
  /** Tells both where the services are; resolves when they poll. */
  begin(config: WorkerConfig): Promise<void>;
  /** Rejects when a process cannot be had any more: the play ends at once, instead of leaving time to pass for nobody. */
  readonly gaveUp: Promise<never>;
  /** Kills the activity process as a power cut would; it is started again. */
  killActivities(): void;
  /** How often the activity process had to be started again. */
  restarts(): number;
  stop(): Promise<void>;
}

/** Starts both processes: they read their modules in while the services that they will need still start. */
export function startCrew(): Crew {
  let closing = false;
  let restarts = 0;
  let giveUp: (cause: Error) => void = () => undefined;
  const gaveUp = new Promise<never>((_, reject) => {
    giveUp = reject;
  });
  gaveUp.catch(() => undefined);
  const workflows = startProcess(processes.workflows);
  let activities = startProcess(processes.activities);
  const keepActivities = async (config: WorkerConfig): Promise<void> => {
    void activities.process.exited.then(() => {
      if (closing) return;
      restarts++;
      activities = startProcess(processes.activities);
      keepActivities(config).catch(giveUp);
    });
    await activities.begin(config);
  };
  return {
    begin: async (config) => {
      void workflows.process.exited.then(() => {
        if (!closing) giveUp(new Error(`the workflow process ended: ${workflows.process.tail(20)}`));
      });
      await Promise.all([workflows.begin(config), keepActivities(config)]);
    },
    gaveUp,
    killActivities: () => {
      process.kill(activities.process.pid, 'SIGKILL');
    },
    restarts: () => restarts,
    stop: async () => {
      closing = true;
      await Promise.all([workflows.process.stop(), activities.process.stop()]);
    },
  };
}

interface StartedProcess {
  readonly process: ForkedProcess;
  /** Resolves when it polls. */
  begin(config: WorkerConfig): Promise<void>;
}

function startProcess(module: string): StartedProcess {
  let polls: () => void = () => undefined;
  const ready = new Promise<void>((resolve) => {
    polls = resolve;
  });
  const child = forkKept(module, [], { env: workerEnvironment(null), onMessage: () => polls() });
  const died = child.exited.then((exit): never => {
    const how = exit.signal ?? exit.code;
    throw new Error(`${path.basename(module)} ended before it was ready (${how}): ${child.tail(20)}`);
  });
  died.catch(() => undefined);
  return {
    process: child,
    begin: (config) => {
      child.send({ ...config });
      return Promise.race([ready, died]);
    },
  };
}
