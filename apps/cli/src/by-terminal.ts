/** Whoever sits at the terminal with the data folder or the database's address: so it stands in the audit. */
export const BY_TERMINAL = { kind: 'system', name: '本机命令行' } as const;
