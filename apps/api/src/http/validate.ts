import { DubanError } from '@duban/base';
import type { FastifySchemaCompiler } from 'fastify';
import type { z } from 'zod';
import { fieldWords, issueWords } from './issue-words.js';

/** Checks what came in against the route's schema; a refusal names every bad field at once, in Chinese. */
export const validatorCompiler: FastifySchemaCompiler<z.ZodType> =
  ({ schema }) =>
  (data) => {
    const result = schema.safeParse(data, { error: issueWords });
    return result.success ? { value: result.data } : { error: invalid(result.error) };
  };

/** What is wrong with a body, in Chinese. */
export function invalid(error: z.ZodError): DubanError {
  const problems = error.issues.map(({ path, message }) => {
    const field = fieldWords(path);
    return field === '' ? message : `${field}：${message}`;
  });
  return new DubanError('request-invalid', { problems: problems.join('；') });
}
