import { codePattern } from '../code-pattern.js';

/** Why a text is no usable pattern of a code; null when it is one. */
export function patternProblem(pattern: string): { readonly found: string; readonly allowed: string } | null {
  try {
    codePattern(pattern);
  } catch (error) {
    return { found: `“${pattern}”（${error instanceof Error ? error.message : ''}）`, allowed: '正则表达式' };
  }
  // (a+)+ and (a|a)* may take for ever on a text made for it; \1 may too. Codes need neither.
  if (!repeatsAChoice(pattern) && !/\\[1-9k]/.test(pattern)) return null;
  return { found: `“${pattern}”`, allowed: '不重复带 *、+、{}、| 的括号，不引用前面的括号' };
}

/** Whether a bracket that itself repeats or chooses is repeated. */
function repeatsAChoice(pattern: string): boolean {
  const open: number[] = [];
  for (let i = 0; i < pattern.length; i += 1) {
    const sign = pattern.charAt(i);
    if (sign === '\\') i += 1;
    else if (sign === '(') open.push(i);
    else if (sign === ')') {
      const inner = pattern.slice((open.pop() ?? 0) + 1, i);
      if (/[*+{|]/.test(inner) && /[*+{]/.test(pattern.charAt(i + 1))) return true;
    }
  }
  return false;
}
