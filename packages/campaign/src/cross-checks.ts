import { looksLikeDay } from './plain-day.js';
import { type Problem, quoted } from './problems.js';
import { repeated } from './repeated.js';
import {
  type CampaignSkeleton,
  campaignSkeleton,
  type DirectorySkeleton,
  directorySkeleton,
  matterSkeleton,
} from './skeletons.js';
import type { YamlSource } from './yaml-source.js';

/** What no single file's shape can tell: names that must exist, names that must not repeat, days in the wrong order. */
export function crossChecks(campaignSource: YamlSource, directorySource: YamlSource): Problem[] {
  const campaign = campaignSkeleton.parse(campaignSource.value);
  const directory = directorySkeleton.parse(directorySource.value);
  return [
    ...ids(campaignSource, campaign, { lists: ['phases', 'requirements', 'milestones', 'duties'] }),
    ...ids(campaignSource, campaign.notice, { lists: ['chain'], under: ['notice'] }),
    ...unknownLayers(campaignSource, campaign),
    ...unknownPhases(campaignSource, campaign),
    ...unknownFeeds(campaignSource, campaign),
    ...ids(directorySource, directory, { lists: ['offices', 'contacts', 'recipients'] }),
    ...repeated(
      directorySource,
      directory.offices.map(({ code }, i) => ({ name: code, path: ['offices', i, 'code'] })),
    ),
    ...phaseOrder(campaignSource, campaign),
    ...recurringDues(campaignSource, campaign),
    ...hoursOrder(campaignSource, campaign),
    ...officerRoles(campaignSource, campaign),
    ...owingOffices(campaignSource, campaign),
    ...unknownOffices(namedOffices(campaignSource, campaign), directory),
    ...unknownOffices(namedInDirectory(directorySource, directory), directory),
    ...withoutA(directorySource, directory),
    ...effectiveOrder(directorySource, directory),
  ];
}

function ids<List extends string>(
  source: YamlSource,
  file: Readonly<Record<List, readonly { readonly id: string }[]>>,
  { lists, under = [] }: { readonly lists: readonly List[]; readonly under?: readonly string[] },
): Problem[] {
  return lists.flatMap((list) =>
    repeated(
      source,
      file[list].map(({ id }, i) => ({ name: id, path: [...under, list, i, 'id'] })),
    ),
  );
}

/** `layer:` names a document of the chain. */
function unknownLayers(source: YamlSource, campaign: CampaignSkeleton): Problem[] {
  const known = campaign.notice.chain.map(({ id }) => id);
  return (['phases', 'requirements', 'duties'] as const).flatMap((list) =>
    campaign[list].flatMap(({ layer }, i) =>
      layer === '' || known.includes(layer)
        ? []
        : [
            {
              source,
              path: [list, i, 'layer'],
              found: `没有上级文件${quoted(layer)}`,
              allowed: known.length === 0 ? '先在 notice.chain 写明上级文件' : `应为 ${known.join('、')} 或 null`,
            },
          ],
    ),
  );
}

/** `phase:` names a phase. */
function unknownPhases(source: YamlSource, { phases, requirements }: CampaignSkeleton): Problem[] {
  const known = phases.map(({ id }) => id);
  return requirements.flatMap(({ phase }, i) => {
    if (phase === '' || known.includes(phase)) return [];
    const found = `没有阶段${quoted(phase)}`;
    return [{ source, path: ['requirements', i, 'phase'], found, allowed: `应为 ${known.join('、')} 之一` }];
  });
}

/** `backward.from:` names what the counties owe for it. */
function unknownFeeds(source: YamlSource, { requirements }: CampaignSkeleton): Problem[] {
  const known = requirements.filter(({ direction }) => direction !== 'upward').map(({ id }) => id);
  return requirements.flatMap(({ backward: { from } }, i) =>
    from === '' || known.includes(from)
      ? []
      : [
          {
            source,
            path: ['requirements', i, 'backward', 'from'],
            found: `没有要区县报送的${quoted(from)}`,
            allowed: `应为 ${known.join('、')} 之一`,
          },
        ],
  );
}

function phaseOrder(source: YamlSource, { phases }: CampaignSkeleton): Problem[] {
  return phases.flatMap(({ start, end }, i) => {
    if (!start || !end || end >= start) return [];
    const found = `结束${quoted(end)}早于开始${quoted(start)}`;
    return [{ source, path: ['phases', i, 'end'], found, allowed: '结束不能早于开始' }];
  });
}

/** One day cannot be the due of every period: the bureau answers for each (JN23-Q1). */
function recurringDues(source: YamlSource, { requirements }: CampaignSkeleton): Problem[] {
  return requirements.flatMap(({ due, frequency }, i) => {
    // Words are read anew for every period (`次月5个工作日内`).
    if (!looksLikeDay(due) || !frequency || frequency === 'once') return [];
    const found = `按期报送的事项写了${quoted(due)}`;
    return [{ source, path: ['requirements', i, 'due'], found, allowed: '应为 null，每期的截止日期写在 answers.yaml' }];
  });
}

function hoursOrder(source: YamlSource, { hours: { open, close } }: CampaignSkeleton): Problem[] {
  if (!open || !close || close > open) return [];
  const found = `下班${quoted(close)}不晚于上班${quoted(open)}`;
  return [{ source, path: ['hours', 'close'], found, allowed: '下班应晚于上班' }];
}

const ROLES = ['operator', 'chief', 'deputy', 'leader'];

/** Every task of the ladder and every signature needs one person at the bureau. */
function officerRoles(source: YamlSource, { bureau: { officers } }: CampaignSkeleton): Problem[] {
  const roles = officers.map(({ role }, i) => ({ name: role, path: ['bureau', 'officers', i, 'role'] }));
  // An empty list, or a role that is not one, is refused by the shape already.
  if (roles.length === 0 || roles.some(({ name }) => !ROLES.includes(name))) return repeated(source, roles);
  const missing = ROLES.filter((role) => !roles.some(({ name }) => name === role));
  return [
    ...repeated(source, roles),
    ...missing.map((role) => ({
      source,
      path: ['bureau', 'officers'],
      found: `缺少${quoted(role)}`,
      allowed: `应有 ${ROLES.join('、')} 各一人`,
    })),
  ];
}

function owingOffices(source: YamlSource, { requirements }: CampaignSkeleton): Problem[] {
  return requirements.flatMap(({ offices }, i) =>
    repeated(
      source,
      offices.map((name, j) => ({ name, path: ['requirements', i, 'offices', j] })),
    ),
  );
}

interface Mention {
  readonly source: YamlSource;
  readonly path: readonly PropertyKey[];
  readonly office: string;
}

function namedOffices(source: YamlSource, { requirements }: CampaignSkeleton): Mention[] {
  return requirements.flatMap(({ offices }, i) =>
    offices.map((office, j) => ({ source, path: ['requirements', i, 'offices', j], office })),
  );
}

function namedInDirectory(source: YamlSource, { contacts, recipients }: DirectorySkeleton): Mention[] {
  return [
    ...contacts.flatMap(({ serves }, i) =>
      serves.map(({ office }, j) => ({ source, path: ['contacts', i, 'serves', j, 'office'], office })),
    ),
    ...recipients.map(({ office }, i) => ({ source, path: ['recipients', i, 'office'], office })),
  ];
}

function unknownOffices(mentions: readonly Mention[], { offices }: DirectorySkeleton): Problem[] {
  const known = new Set(offices.map(({ id }) => id));
  return mentions
    .filter(({ office }) => office !== '' && !known.has(office))
    .map(({ source, path, office }) => ({
      source,
      path,
      found: `没有单位${quoted(office)}`,
      allowed: '应为 directory.yaml 中 offices 的编号',
    }));
}

/** Every chase goes to A first (practice.md 15): an office without one could never be reached. */
function withoutA(source: YamlSource, { offices, contacts }: DirectorySkeleton): Problem[] {
  const served = new Set(
    contacts.flatMap(({ serves }) => serves.filter(({ role }) => role === 'A').map(({ office }) => office)),
  );
  return offices.flatMap(({ id }, i) =>
    id === '' || served.has(id)
      ? []
      : [{ source, path: ['offices', i], found: `${quoted(id)}没有 A 角联系人`, allowed: '每个单位至少一名 A 角' }],
  );
}

/** An office or a person that ends before it begins would never be there. */
function effectiveOrder(source: YamlSource, directory: DirectorySkeleton): Problem[] {
  return (['offices', 'contacts'] as const).flatMap((list) =>
    directory[list].flatMap(({ effective: { from, until } }, i) => {
      if (!from || !until || until >= from) return [];
      const found = `结束${quoted(until)}早于开始${quoted(from)}`;
      return [{ source, path: [list, i, 'effective', 'until'], found, allowed: '结束不能早于开始' }];
    }),
  );
}

/** `matter.yaml` among itself: ids that do not repeat, actions led by departments that are there. */
export function matterChecks(source: YamlSource): Problem[] {
  const matter = matterSkeleton.parse(source.value);
  const known = matter.departments.map(({ id }) => id);
  const leads = matter.actions.flatMap(({ lead }, i) =>
    lead.map((name, j) => ({ name, path: ['actions', i, 'lead', j] })),
  );
  return [
    ...ids(source, matter, { lists: ['departments', 'targets', 'lists', 'rules', 'actions'] }),
    ...leads
      .filter(({ name }) => name !== '' && !known.includes(name))
      .map(({ name, path }) => ({
        source,
        path,
        found: `没有部门${quoted(name)}`,
        allowed: '应为 departments 的编号',
      })),
  ];
}
