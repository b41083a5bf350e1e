import type { Context } from './context.js';
import { requireRight } from './facts/guard.js';
import { type ChangeGuidance, changeGuidance } from './questions/change-guidance.js';

/** Takes a 口径说明 back, with the reason; its number is not given again. Returns how many messages are planned. Throws as `reviseGuidance`. */
export async function withdrawGuidance(ctx: Context, input: ChangeGuidance): Promise<number> {
  requireRight(input.actor, 'question.answer', '撤销口径说明');
  return changeGuidance(ctx, input, { state: 'withdrawn', change: 'withdrawn', text: null });
}
