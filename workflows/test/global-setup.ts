import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { throwawayFolder } from '@duban/runtime';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** The workflows, bundled as the build does: once for all test files. */
    bundle: string;
  }
}

export async function setup(project: TestProject): Promise<() => void> {
  const folder = throwawayFolder('workflows-test');
  const workflowsPath = fileURLToPath(new URL('../dist/workflows.js', import.meta.url));
  const { code } = await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('ERROR') });
  const file = join(folder.path, 'bundle.cjs');
  await writeFile(file, code);
  project.provide('bundle', file);
  return () => folder.remove();
}
