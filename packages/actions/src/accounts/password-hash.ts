import { type Algorithm, hash, verify } from '@node-rs/argon2';

/** argon2id by number: the package's enum exists at compile time only. */
const ARGON2ID = 2 as Algorithm.Argon2id;
/** OWASP's password storage cheat sheet: 46 MiB in one pass. */
const COST = { algorithm: ARGON2ID, memoryCost: 47_104, timeCost: 1, parallelism: 1 } as const;

/** argon2id of a password exactly as it was typed, salted; the answer carries its own parameters. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, COST);
}

/**
 * Whether the password is the one behind the hash. Without a hash the same work is done against one that nothing fits, so that an
 * unknown login takes as long as a wrong password.
 */
export async function isPassword(known: string | null, password: string): Promise<boolean> {
  const fits = await verify(known ?? (await nobodys()), password);
  return fits && known !== null;
}

let made: Promise<string> | null = null;
const nobodys = (): Promise<string> => {
  made ??= hashPassword('of nobody');
  return made;
};
