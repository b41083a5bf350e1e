/** Safe to lose: everything that makes a commit wait for the disk is off. */
const FORGETFUL = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
} as const;

export interface Serving {
  readonly port: number;
  readonly throwaway: boolean;
  /** A folder that only its owner may enter, for a socket file beside TCP; null: loopback TCP only. */
  readonly socketFolder: string | null;
}

/** The server's command line: loopback TCP (no socket file that another user could reach), errors without personal data. */
export function serverSettings({ port, throwaway, socketFolder }: Serving): string[] {
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: socketFolder ?? '',
    password_encryption: 'scram-sha-256',
    // Statements carry names and phone numbers: they are not repeated in the log when one fails.
    log_min_error_statement: 'panic',
    ...(throwaway ? FORGETFUL : {}),
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
