import { spawn } from 'node:child_process';

/** Opens the address in the person's browser where there is one; the address stands on the screen anyway. */
export function openBrowser(address: string): void {
  const [command, ...args] =
    process.platform === 'darwin'
      ? ['open', address]
      : process.platform === 'win32'
        ? ['cmd', '/c', 'start', '', address]
        : ['xdg-open', address];
  const child = spawn(command ?? '', args, { detached: true, stdio: 'ignore' });
  child.once('error', () => undefined);
  child.unref();
}
