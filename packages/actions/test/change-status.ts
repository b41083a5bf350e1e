import { closeCampaign } from '@duban/actions/close-campaign';
import { type ChangeStatus, pauseCampaign } from '@duban/actions/pause-campaign';
import { resumeCampaign } from '@duban/actions/resume-campaign';
import { CAMPAIGN, moment, operator, type World } from './world.ts';

const VERBS = { pause: pauseCampaign, resume: resumeCampaign, close: closeCampaign } as const;
type Verb = keyof typeof VERBS;
interface Change extends Partial<ChangeStatus> {
  readonly at?: string;
}
export const change = ({ ctx }: World, verb: Verb, { at = NOW, ...more }: Change = {}) =>
  VERBS[verb](ctx, {
    campaign: CAMPAIGN,
    reason: '上级要求',
    revision: null,
    actor: operator,
    now: moment(at),
    ...more,
  });
export const campaign = ({ db }: World) => db.selectFrom('campaign').selectAll().executeTakeFirstOrThrow();
export const NOW = '2023-10-09 10:00';
