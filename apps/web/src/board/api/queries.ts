import type {
  About,
  AccountListed,
  Board,
  BureauSession,
  Call,
  CampaignListed,
  CaseListed,
  ClerkAccountListed,
  ClueListed,
  ContactListed,
  EventListed,
  GuidanceListed,
  LaunchPreview,
  Mail,
  Mailbox,
  Messages,
  ObligationView,
  OwnAccount,
  QuestionListed,
  Rehearsal,
  SeedListed,
  SessionListed,
  TaskListed,
} from '@duban/api/types';
import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query';
import { ApiError, getJson } from './client.js';
import { POLL, pollEvery } from './poll.js';
import { type OfficesWanted, urls } from './urls.js';

const live = <T>(url: string): UseQueryResult<T> =>
  useQuery({ queryKey: [url], queryFn: () => getJson<T>(url), refetchInterval: pollEvery });

export const sessionKey = [urls.session] as const;

/** null: nobody is signed in. */
export const useSession = () =>
  useQuery({ queryKey: sessionKey, queryFn: () => orNull(getJson<BureauSession>(urls.session), 401) });

export const useAbout = () => live<About>(urls.about);
export const useCampaigns = () => live<CampaignListed[]>(urls.campaigns);
export const useSeeds = () => live<SeedListed[]>(urls.seeds);
/** The last answer stays on the screen while another filter's is under way. */
export const useBoard = (campaign: string, wanted: OfficesWanted = {}) =>
  useQuery({
    queryKey: [urls.board(campaign, wanted)],
    queryFn: () => getJson<Board>(urls.board(campaign, wanted)),
    refetchInterval: pollEvery,
    placeholderData: keepPreviousData,
  });
export const useObligation = (id: string) => live<ObligationView>(urls.obligation(id));
export const useCalls = (campaign: string) => live<Call[]>(urls.calls(campaign));
export const useContacts = (campaign: string) => live<ContactListed[]>(urls.contacts(campaign));
export const useClerkAccounts = (campaign: string) => live<ClerkAccountListed[]>(urls.clerkAccounts(campaign));
export const useClues = (campaign: string) => live<ClueListed[]>(urls.clues(campaign));
export const useCases = (campaign: string) => live<CaseListed[]>(urls.cases(campaign));
export const useQuestions = (campaign: string) => live<QuestionListed[]>(urls.questions(campaign));
export const useGuidance = (campaign: string) => live<GuidanceListed[]>(urls.guidance(campaign));
export const useTasks = (campaign: string) => live<TaskListed[]>(urls.tasks(campaign));
export const useMessages = (campaign: string) => live<Messages>(urls.messages(campaign));
export const useEvents = (campaign: string) => live<EventListed[]>(urls.events(campaign));
export const useAccounts = () => live<AccountListed[]>(urls.accounts);
export const useOwnSessions = () => live<SessionListed[]>(urls.ownSessions);
export const useOwnAccount = () => live<OwnAccount>(urls.ownAccount);
export const useMailbox = (to: string | null) => live<Mailbox>(urls.mailbox(to));

/** As it was sent, or as it would read now. */
export const useMessageText = (message: string) =>
  useQuery({
    queryKey: [urls.messageText(message)],
    queryFn: () => getJson<Pick<Mail, 'subject' | 'text'>>(urls.messageText(message)),
  });

/** A mail never changes, a preview only when it is asked for again. */
export const useMail = (sequence: number) =>
  useQuery({ queryKey: [urls.mail(sequence)], queryFn: () => getJson<Mail>(urls.mail(sequence)), staleTime: Infinity });
export const useLaunchPreview = (seed: string) =>
  useQuery({ queryKey: [urls.launchPreview(seed)], queryFn: () => getJson<LaunchPreview>(urls.launchPreview(seed)) });

/** null: none was started since the service began. A running one is looked at each second. */
export const useRehearsal = () =>
  useQuery({
    queryKey: [urls.rehearsal],
    queryFn: () => orNull(getJson<Rehearsal>(urls.rehearsal), 404),
    refetchInterval: (query) => (query.state.data?.state === 'running' ? 1_000 : POLL),
  });

async function orNull<T>(answer: Promise<T>, status: number): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ApiError && error.status === status) return null;
    throw error;
  }
}
