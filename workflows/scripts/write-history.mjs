// Writes a history as replay.test.ts reads it.
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import proto from '@temporalio/proto';

// Not the SDK's historyToJSON: it needs one copy of protobufjs for all of the SDK, and the installer lays out several.
const { History } = proto.temporal.api.history.v1;

/** The folder of a release, from the command line. */
export function folderOf(script) {
  const release = process.argv[2];
  if (!/^v\d+\.\d+$/.test(release ?? '')) throw new Error(`usage: ${script} v<major>.<minor>`);
  return fileURLToPath(new URL(`../test/histories/${release}`, import.meta.url));
}

/** Fetches the history of a run (the last one when left out) and keeps it under this name. */
export async function writeHistory(folder, name, handle) {
  const history = await handle.fetchHistory();
  await mkdir(folder, { recursive: true });
  // Stacks name folders of the machine; no replay reads them.
  const bare = (key, value) => (key === 'stackTrace' ? '' : value);
  const json = JSON.stringify(History.toObject(history, { longs: String, enums: String, bytes: String }), bare);
  await writeFile(path.join(folder, `${name}.json.history`), `${json}\n`);
  process.stderr.write(
    `${name}: ${handle.workflowId}, ${history.events?.length} events, ${Math.ceil(json.length / 1024)} KB\n`,
  );
}
