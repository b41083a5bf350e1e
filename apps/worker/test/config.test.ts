import { fork } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { readWorkerConfig, type WorkerConfig, workerEnvironment } from '../src/config.js';

const config: WorkerConfig = {
  temporalAddress: '127.0.0.1:7233',
  databaseUrl: 'postgres://duban:password@127.0.0.1:5432/postgres',
  smtp: { host: '127.0.0.1', port: 25, from: 'jgk@jining.example', fromName: '济宁市医疗保障局' },
  secret: 'a secret',
  mailDomain: 'jining.example',
  webAddress: 'http://127.0.0.1:8080',
};

describe('the configuration of a worker process', () => {
  afterEach(() => {
    delete process.env.DUBAN_WORKER;
  });

  it('is refused when it is missing: nobody starts a worker by hand', () => {
    return expect(readWorkerConfig()).rejects.toThrow('DUBAN_WORKER');
  });

  it('arrives as it was given, and is gone from the environment that children inherit', async () => {
    const told = { ...config, relayMs: 500, dataFolder: '/srv/duban' };
    Object.assign(process.env, workerEnvironment(told));
    expect(await readWorkerConfig()).toEqual(told);
    expect(process.env.DUBAN_WORKER).toBeUndefined();
    expect(JSON.stringify(process.env)).not.toContain(config.databaseUrl);
  });

  it('is waited for by a process that was started before its services: the message counts, however early it comes', async () => {
    const module = import.meta.resolve('../dist/config.js');
    const answering = `const { readWorkerConfig } = await import('${module}'); process.send(await readWorkerConfig()); process.disconnect();`;
    const child = fork('--input-type=module', ['--eval', answering], {
      execArgv: [],
      env: { ...process.env, ...workerEnvironment(null) },
    });
    child.send(config);
    expect((await once(child, 'message'))[0]).toEqual(config);
  });
});
