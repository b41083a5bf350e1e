const known = new Map<string, RegExp>();

/** What a whole code must fit, made once per pattern; throws SyntaxError for a pattern that is none. */
export function codePattern(pattern: string): RegExp {
  const expression = known.get(pattern) ?? new RegExp(`^(?:${pattern})$`, 'u');
  known.set(pattern, expression);
  return expression;
}
