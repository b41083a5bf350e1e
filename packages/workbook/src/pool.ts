import { type ChildProcess, fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { DubanError } from '@duban/base';
import { programOf } from '@duban/base/program-of';
import type { WorkbookPool } from './contract.js';
import type { Method, Methods, Reply, Request } from './protocol.js';
import { jobNames } from './wording/jobs.js';

export interface PoolOptions {
  /** Children at most; one is started at once, the others when they are needed. */
  readonly size?: number;
  /** A job that takes longer is given up and its child killed. */
  readonly seconds?: number;
  /** The child's program; another one only in tests of the pool itself. */
  readonly entry?: URL;
}

interface Job {
  readonly id: number;
  readonly method: Method;
  readonly input: unknown;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

interface Slot {
  readonly child: ChildProcess;
  ready: boolean;
  job: Job | null;
  timer: NodeJS.Timeout | null;
}

/** Heap of a child in MB; its whole memory is watched by child/watchdog.ts. */
const HEAP = 512;
const SECONDS = 15;
/** Merged workbooks are built from our own figures, not from an upload: thousands of offices may take longer. */
const PATIENCE: Readonly<Partial<Record<Method, number>>> = { merge: 8, summary: 8, readTotals: 4, readOffices: 4 };

/**
 * A pool of child processes that do everything with .xlsx. A 2 KB workbook can hang or abort the process that parses it
 * (findings.md), so a child has one job at a time, 15 seconds and 512 MB, and is replaced when it dies; the caller of the
 * job it died on gets DubanError `reader-gave-up`, nobody else notices.
 */
export function createPool(options: PoolOptions = {}): WorkbookPool {
  const pool = new Pool(options);
  const call =
    <M extends Method>(method: M) =>
    (input: Parameters<Methods[M]>[0]) =>
      pool.run(method, input) as ReturnType<Methods[M]>;
  return {
    template: call('template'),
    fill: call('fill'),
    read: call('read'),
    readAll: call('readAll'),
    rows: call('rows'),
    annotate: call('annotate'),
    merge: call('merge'),
    summary: call('summary'),
    readTotals: call('readTotals'),
    readOffices: call('readOffices'),
    close: () => pool.close(),
  };
}

class Pool {
  readonly #size: number;
  readonly #seconds: number;
  readonly #entry: URL;
  readonly #slots = new Set<Slot>();
  readonly #queue: Job[] = [];
  #jobs = 0;
  #closed = false;

  constructor({ size, seconds, entry }: PoolOptions) {
    this.#size = size ?? Math.min(4, availableParallelism());
    this.#seconds = seconds ?? SECONDS;
    this.#entry = entry ?? new URL('./child/main.js', import.meta.url);
    this.#start();
  }

  run(method: Method, input: unknown): Promise<unknown> {
    if (this.#closed) return Promise.reject(new Error('the workbook pool is closed'));
    return new Promise((resolve, reject) => {
      this.#jobs += 1;
      this.#queue.push({ id: this.#jobs, method, input, resolve, reject });
      this.#next();
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const job of this.#queue.splice(0)) job.reject(new Error('the workbook pool is closed'));
    const ends = [...this.#slots].map(({ child }) => {
      if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
      const end = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      child.ref();
      child.kill('SIGKILL');
      return end;
    });
    await Promise.all(ends);
  }

  #next(): void {
    for (const slot of this.#slots) {
      if (this.#queue.length === 0) return;
      if (slot.ready && slot.job === null) this.#give(slot, this.#queue.shift() as Job);
    }
    const starting = [...this.#slots].filter((slot) => !slot.ready);
    for (const slot of starting) this.#hold(slot, this.#queue.length > 0);
    if (this.#queue.length > starting.length && this.#slots.size < this.#size) this.#start();
  }

  #start(): void {
    const child = fork(programOf(this.#entry), [], {
      execArgv: [`--max-old-space-size=${HEAP}`],
      env: { ...process.env, NODE_OPTIONS: '' },
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    const slot: Slot = { child, ready: false, job: null, timer: null };
    this.#slots.add(slot);
    child.on('message', (reply) => this.#hear(slot, reply as Reply));
    child.once('exit', () => this.#bury(slot));
    child.once('error', () => this.#bury(slot));
    this.#hold(slot, this.#queue.length > 0);
  }

  #give(slot: Slot, job: Job): void {
    slot.job = job;
    slot.timer = setTimeout(() => slot.child.kill('SIGKILL'), this.#limit(job) * 1000);
    this.#hold(slot, true);
    const request: Request = { id: job.id, method: job.method, input: job.input };
    slot.child.send(request, (error) => {
      if (error !== null) slot.child.kill('SIGKILL');
    });
  }

  #hear(slot: Slot, reply: Reply): void {
    if (reply.kind === 'ready') {
      slot.ready = true;
      this.#hold(slot, false);
    } else {
      const { job } = slot;
      this.#release(slot);
      if (job === null || job.id !== reply.id) return;
      if (reply.kind === 'done') job.resolve(reply.value);
      else if (reply.kind === 'refused') job.reject(revived(reply));
      else job.reject(new Error(`${job.method}: ${reply.message}`));
    }
    this.#next();
  }

  /** A child that is gone: its job is given up, and a fresh one takes its place. */
  #bury(slot: Slot): void {
    if (!this.#slots.delete(slot)) return;
    const { job } = slot;
    this.#release(slot);
    if (job !== null) job.reject(this.#closed ? new Error('the workbook pool is closed') : this.#gaveUp(job));
    if (this.#closed) return;
    if (!slot.ready) {
      // It never came up (exceljs missing, no memory): starting more would fail for ever.
      for (const waiting of this.#queue.splice(0)) waiting.reject(new Error('the workbook child did not start'));
      return;
    }
    if (this.#slots.size === 0 || this.#queue.length > 0) this.#start();
  }

  #gaveUp(job: Job): DubanError {
    const name = (job.input as { name?: unknown } | null)?.name;
    return new DubanError('reader-gave-up', {
      name: typeof name === 'string' ? name : jobNames[job.method],
      seconds: this.#limit(job),
    });
  }

  #limit(job: Job): number {
    return this.#seconds * (PATIENCE[job.method] ?? 1);
  }

  #release(slot: Slot): void {
    if (slot.timer !== null) clearTimeout(slot.timer);
    slot.timer = null;
    slot.job = null;
    this.#hold(slot, false);
  }

  /** Only a child at work keeps the program alive, and one whose end is waited for: a last word of it must not let the program go. */
  #hold(slot: Slot, working: boolean): void {
    if (working || this.#closed) {
      slot.child.ref();
      slot.child.channel?.ref();
    } else {
      slot.child.unref();
      slot.child.channel?.unref();
    }
  }
}

function revived({ error, cause }: Reply & { kind: 'refused' }): DubanError {
  return new DubanError(error.code, error.details, cause === null ? {} : { cause: new Error(cause) });
}
