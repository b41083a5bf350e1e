import { DubanError } from '@duban/base';
import type { Context } from './context.js';
import { requireRight } from './facts/guard.js';
import { hideIdentity } from './facts/hide-identity.js';
import { type ChangeGuidance, changeGuidance } from './questions/change-guidance.js';

/**
 * Gives a 口径说明 a new wording under its number, with the reason; everybody concerned is told. Returns how many messages are planned.
 * @throws DubanError `reason-missing`, `entry-invalid`, `entry-unknown`, `entry-state` for one that was withdrawn, `changed-meanwhile`,
 *   `campaign-closed`, `not-allowed`.
 */
export async function reviseGuidance(ctx: Context, input: ChangeGuidance & { readonly text: string }): Promise<number> {
  requireRight(input.actor, 'question.answer', '修订口径说明');
  const text = hideIdentity(input.text.trim());
  if (text === '') throw new DubanError('entry-invalid', { what: '口径说明', problem: '没有写内容' });
  return changeGuidance(ctx, input, { state: 'published', change: 'revised', text });
}
