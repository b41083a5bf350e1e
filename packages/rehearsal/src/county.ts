import { previousGrid } from '@duban/actions/check-file';
import { handIn } from '@duban/actions/hand-in';
import { templateFor } from '@duban/actions/template-for';
import { DubanError, type Instant } from '@duban/base';
import { dice } from '@duban/base/dice';
import { addDays, at, dateOf } from '@duban/base/time';
import { onOrAfter } from '@duban/calendar';
import { mayHandIn, obligationId, type Requirement, type RoundPlan } from '@duban/campaign';
import { writeCountyReport } from '@duban/documents';
import type { TableDefinition } from '@duban/tables';
import type { Role } from './cast.js';
import { fillCountySheet, sizeOf } from './county-sheet.js';
import { filingMoment, officeMoment } from './filing-moment.js';
import { newestEnclosure } from './mailbox.js';
import type { Blunder } from './profiles.js';
import { reportParagraphs } from './report-text.js';
import type { World } from './world.js';

/** Puts on the programme what an office means to do by itself; what it does when called or returned follows from there. */
export function planOffice(world: World, role: Role): void {
  const { calendar } = world.stage.ctx;
  for (const round of world.rounds.filter((r) => r.offices.includes(role.office.id))) {
    const moment = filingMoment(role, { number: world.seed, round, calendar });
    if (moment !== null) scheduleFiling(world, { role, round, blunder: blunderOf(world, role, round) }, moment);
  }
}

/** The careless take turns, so that a rehearsal with a few of them shows every blunder; a report can only be a text with a new name. */
function blunderOf(world: World, role: Role, round: RoundPlan): Blunder | null {
  const { blunders } = role.profile;
  if (blunders.length === 0) return null;
  const isTable = (r: RoundPlan): boolean =>
    world.definition.requirements.some((q) => q.id === r.requirement && q.form.kind === 'table');
  if (!isTable(round)) return blunders.find((blunder) => blunder === 'renamed-text') ?? null;
  const tables = world.rounds.filter(isTable);
  const careless = world.roles.filter((r) => r.profile.blunders.length > 0);
  const turn = careless.indexOf(role) * tables.length + tables.indexOf(round);
  return blunders[turn % blunders.length] ?? null;
}

interface Filing {
  readonly role: Role;
  readonly round: RoundPlan;
  readonly blunder: Blunder | null;
}

/** The office files at `moment`; after a return or a refusal it mends and files again on a later working day. */
export function scheduleFiling(world: World, filing: Filing, moment: Instant): void {
  const { role, round } = filing;
  const obligation = obligationId(world.definition.id, round, role.office.id);
  world.intentions.set(obligation, moment);
  let ready: Promise<CountyFile | null> | undefined;
  world.schedule({
    at: moment,
    name: `${role.office.shortName} 报送 ${round.requirement} ${round.period}`,
    // A workbook takes as long to fill in as a week takes to pass; one whose form has not come yet is made when it has.
    prepare: () => {
      ready ??= makeFile(world, filing, { obligation, early: true });
      ready.catch(() => undefined);
    },
    run: async () => file(world, { filing, made: (await ready) ?? null }, moment),
  });
}

interface CountyFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

async function file(
  world: World,
  { filing, made: early }: { readonly filing: Filing; readonly made: CountyFile | null },
  now: Instant,
): Promise<void> {
  const { role, round } = filing;
  const obligation = obligationId(world.definition.id, round, role.office.id);
  const { state } = await world.stage.ledger.db
    .selectFrom('obligation')
    .select('state')
    .where('id', '=', obligation)
    .executeTakeFirstOrThrow();
  if (!mayHandIn(state) || state === 'checked') return;
  const made = early ?? (await makeFile(world, filing, { obligation, early: false }));
  if (!made) throw new Error(`nothing to hand in for ${obligation}`);
  const clerk = clerkOf(world, role);
  const chance = dice(world.seed, `again:${obligation}:${now}`);
  const again = (): void => {
    const day = onOrAfter(world.stage.ctx.calendar, addDays(dateOf(now), 1));
    scheduleFiling(world, { ...filing, blunder: null }, officeMoment(chance, at(day, '08:30')));
  };
  try {
    const receipt = await handIn(world.stage.ctx, {
      obligation,
      file: made,
      channel: 'mail',
      contact: clerk.id,
      actor: { kind: 'office', name: role.office.shortName, campaign: world.definition.id, offices: [role.office.id] },
      now,
    });
    if (receipt.outcome === 'returned') again();
  } catch (error) {
    if (!(error instanceof DubanError)) throw error;
    world.refused.push({
      at: now,
      obligation,
      name: made.name,
      bytes: made.bytes,
      code: error.code,
      message: error.message,
    });
    again();
  }
}

function clerkOf(world: World, role: Role): { id: string; email: string } {
  const clerk = world.definition.contacts.find((c) =>
    c.serves.some((s) => s.office === role.office.id && s.role === 'A'),
  );
  if (!clerk) throw new RangeError(`${role.office.id} has no A contact`);
  return clerk;
}

async function makeFile(
  world: World,
  filing: Filing,
  { obligation, early }: { readonly obligation: string; readonly early: boolean },
): Promise<CountyFile | null> {
  const requirement = world.definition.requirements.find((r) => r.id === filing.round.requirement);
  if (!requirement) throw new RangeError(`no requirement ${filing.round.requirement}`);
  const { shortName } = filing.role.office;
  if (requirement.form.kind === 'report') {
    const name = `${shortName}-${requirement.shortTitle}.docx`;
    if (filing.blunder === 'renamed-text')
      return { name, bytes: Buffer.from(`${shortName}总结报告（文本文件改了扩展名）\n`) };
    return {
      name,
      bytes: await writeCountyReport({
        office: filing.role.office.name,
        title: `${shortName}${requirement.title}`,
        paragraphs: reportParagraphs(requirement.form.outline),
      }),
    };
  }
  return makeSheet(world, { filing, requirement, obligation, early });
}

/** The template that came by mail, filled in; a careless office takes somebody else's, types words into a number, or gets a sum wrong. */
async function makeSheet(
  world: World,
  sheet: { filing: Filing; requirement: Requirement; obligation: string; early: boolean },
): Promise<CountyFile | null> {
  const { filing, requirement, obligation } = sheet;
  const { role, round, blunder } = filing;
  const { form } = requirement;
  const table = world.tables.find((t) => form.kind === 'table' && t.id === form.table);
  if (!table) throw new RangeError(`no table for ${requirement.id}`);
  const name = `${role.office.shortName}-${round.periodLabel}${requirement.shortTitle}.xlsx`;
  if (blunder === 'renamed-text') return { name, bytes: Buffer.from('单位\t检查家数\n某单位\t12\n') };
  const source = blunder === 'other-office' ? (world.roles.find((r) => r.office.id !== role.office.id) ?? role) : role;
  const enclosed = await newestEnclosure(world.stage.mails(), {
    address: clerkOf(world, source).email,
    name: name.replace(role.office.shortName, source.office.shortName),
  });
  if (enclosed === null && sheet.early) return null;
  // Whoever is earlier than the mail downloads it from the desk.
  const template =
    enclosed ?? (await templateFor(world.stage.ctx, obligationId(world.definition.id, round, source.office.id)));
  const chance = dice(world.seed, `figures:${obligation}`);
  const [campaign = '', requirementId = '', period = '', office = ''] = obligation.split('/');
  const previous = await previousGrid(world.stage.ledger.db, {
    campaign,
    requirement: requirementId,
    period,
    office,
  });
  const { bytes } = await fillCountySheet(world.stage.ctx.workbooks, {
    table,
    template,
    dice: chance,
    previous,
    size: sizeOf(role.office, world.seed),
    ...absentBlocks(table, round, role),
    blunder: blunder === 'sum-off' || blunder === 'text-in-number' ? blunder : null,
  });
  return { name, bytes };
}

/** YY22: a form with a block for each of the departments that owe it; each fills in its own, in the order in which both are named. */
function absentBlocks(
  { blocks }: Pick<TableDefinition, 'blocks'>,
  { offices }: RoundPlan,
  { office }: Role,
): { absentBlocks?: readonly string[] } {
  if (blocks.length === 0 || blocks.length !== offices.length || blocks.some(({ optional }) => !optional)) return {};
  const own = blocks[offices.indexOf(office.id)];
  return { absentBlocks: blocks.filter((block) => block !== own).map(({ key }) => key) };
}
