import type { Instant } from '@duban/base';
import { mayHandIn } from '@duban/campaign';
import { sha256 } from '@duban/ledger';
import type { Actor, Context } from './context.js';
import { aboutObligation, settled } from './facts/about-obligation.js';
import { refuseClosed } from './facts/campaign-status.js';
import { mayActFor } from './facts/guard.js';
import { checkOwed } from './sheets/check-owed.js';
import { type FindingView, findingView } from './sheets/finding-view.js';

export interface CheckOnly {
  readonly obligation: string;
  readonly file: { readonly name: string; readonly bytes: Uint8Array };
  readonly actor: Actor;
  /** As a hand-in has it; no check depends on the day. */
  readonly now: Instant;
}

export interface Checked {
  readonly sha256: string;
  /** False: at least one E finding, a hand-in would come back at once. */
  readonly fit: boolean;
  readonly findings: FindingView[];
}

/**
 * 先查后报: what a hand-in of this file would answer. Nothing is filed, recorded or sent, a refusal neither: who tries a file has not reported.
 * @throws DubanError the refusals of `handIn`; `obligation-unknown`.
 */
export async function checkOnly(ctx: Context, { obligation, file, actor }: CheckOnly): Promise<Checked> {
  const about = await aboutObligation(ctx.ledger.db, obligation);
  mayActFor(actor, { campaign: about.campaign, office: about.officeId }, '检查');
  await refuseClosed(ctx.ledger.db, about.campaign);
  if (!mayHandIn(about.state)) throw settled(about, '报送');
  const { findings } = await checkOwed(ctx, { obligation, file });
  return {
    sha256: sha256(file.bytes),
    fit: !findings.some((f) => f.severity === 'E'),
    findings: findings.map(findingView),
  };
}
