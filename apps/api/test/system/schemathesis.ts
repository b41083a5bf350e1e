import { spawn, spawnSync } from 'node:child_process';
import { temporaryFolder } from '../support/house.js';

/** Where the program is: `DUBAN_SCHEMATHESIS`, else on the PATH; null without it. */
export function schemathesis(): string | null {
  const program = process.env.DUBAN_SCHEMATHESIS ?? 'schemathesis';
  return spawnSync(program, ['--version']).status === 0 ? program : null;
}

export interface Fuzzing {
  readonly program: string;
  readonly base: string;
  readonly cookie: string;
  readonly seconds: number;
  /** Of its random numbers; the same seed asks the same. */
  readonly seed: number;
}

/** Lets it call every route of the contract with all kinds of content; answers what it said. Failures of ours are counted by the server. */
export function fuzz({ program, base, cookie, seconds, seed }: Fuzzing): Promise<string> {
  const args = [
    ...['run', `${base}/api/openapi.json`, '--header', `Cookie: ${cookie}`],
    ...['--checks', 'not_a_server_error', '--max-time', String(seconds), '--phases', 'coverage,fuzzing'],
    ...['--continue-on-failure', '--workers', '2', '--request-timeout', '20', '--seed', String(seed), '--no-color'],
    ...['--suppress-health-check', 'all', '--warnings', 'off'],
    // These end the session that all the others need; streams have no end.
    ...['--exclude-path', '/api/session', '--exclude-path', '/api/desk/session', '--exclude-path-regex', '/stream$'],
  ];
  return new Promise((resolve, reject) => {
    // It keeps what it found in the folder it runs in.
    const child = spawn(program, args, {
      cwd: temporaryFolder(),
      env: { ...process.env, PYTHONIOENCODING: 'utf8', COLUMNS: '160' },
    });
    let said = '';
    child.stdout.on('data', (chunk) => {
      said += String(chunk);
    });
    child.stderr.on('data', (chunk) => {
      said += String(chunk);
    });
    child.on('error', reject);
    child.on('close', () => resolve(said));
  });
}
