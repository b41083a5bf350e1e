export function archiveCommand(): Promise<number> {
  return Promise.resolve(2);
}
