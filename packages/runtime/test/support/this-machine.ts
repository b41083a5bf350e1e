/** Whether the tests run as root: half of the ways to run PostgreSQL can only be tried then. */
export const isRoot = process.getuid?.() === 0;

/** The ways to run PostgreSQL that this user can try, by the environment that chooses them. */
export const ways: readonly { way: 'self' | 'user-namespace' | 'other-user'; env: NodeJS.ProcessEnv }[] = isRoot
  ? [
      { way: 'user-namespace', env: { ...process.env, DUBAN_NO_USERNS: '' } },
      { way: 'other-user', env: { ...process.env, DUBAN_NO_USERNS: '1' } },
    ]
  : [{ way: 'self', env: process.env }];
