import { z } from 'zod';

/** Words of the check language that can name nothing. */
const RESERVED: readonly string[] = ['and', 'or', 'in', 'where', 'each'];

export const key = z
  .string()
  .regex(/^[a-z][A-Za-z0-9]*$/)
  .refine((name) => !RESERVED.includes(name), `${RESERVED.join('、')} 以外的名字`);
/** Option names that must (`!name`: must not) be set for an item to be there. */
export const when = z.union([z.string(), z.array(z.string())]).optional();
export const column = z.enum(['current', 'adjust', 'cumulative']);
export const source = z.string().min(1);
export type WrittenWhen = z.infer<typeof when>;
