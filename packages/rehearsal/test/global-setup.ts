import { throwawayFolder } from '@duban/runtime';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the rehearsals of this run leave their files: one of them serves several test files. */
    rehearsed: string;
  }
}

export function setup(project: TestProject): () => void {
  const folder = throwawayFolder('rehearsal-test');
  project.provide('rehearsed', folder.path);
  return () => folder.remove();
}
