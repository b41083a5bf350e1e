import { Readable } from 'node:stream';
import { instant } from '@duban/base';
import { formatMinute } from '@duban/base/time';
import { type CampaignTable, campaignRows, campaignSeals } from '@duban/ledger';
import { type ComposeContext, composeMessage } from '../compose-message.js';
import { messageKindLabels, messageStateLabels, taskStateLabels } from '../messages/message-labels.js';
import { personTitles } from '../people/person-titles.js';
import { eventLabels } from '../views/event-labels.js';
import { subjectLabel } from '../views/subject-labels.js';
import { csv, csvHead, csvLine } from './csv.js';
import { namesOf } from './file-items.js';
import type { Item, Sources } from './items.js';
import { archiveWords as words } from './wording.js';

type Cells = readonly (string | number | null)[];

const minute = (at: number | null): string => (at === null ? '' : formatMinute(instant(at)));

function record(name: string, content: Item['content']): Item {
  const folder = words.folders.records;
  return { folder, name, title: name.replace(/\.\w+$/, ''), from: words.system, date: '', content };
}

const listed = (title: string, columns: readonly string[], rows: readonly Cells[]): Item =>
  record(`${title}.csv`, { bytes: csv([columns, ...rows]) });

/** What was decided, called and done, as tables for people. */
export async function decisionItems(sources: Sources): Promise<Item[]> {
  const { db, facts } = sources;
  const { id, offices } = facts.definition;
  const short = new Map(offices.map((office) => [office.id, office.shortName]));
  const decisions = await db
    .selectFrom('decision as d')
    .innerJoin('obligation as o', 'o.id', 'd.obligation')
    .innerJoin('round as r', 'r.id', 'o.round')
    .leftJoin('submission as s', 's.id', 'd.submission')
    .select(['d.decided_at', 'o.office', 'o.requirement', 'r.period_label', 's.version', 'd.kind', 'd.reason', 'd.due'])
    .select(['d.decided_by'])
    .where('o.campaign', '=', id)
    .orderBy('d.decided_at')
    .orderBy('d.id')
    .execute();
  const calls = await db
    .selectFrom('call as c')
    .innerJoin('task as t', 't.id', 'c.task')
    .select(['c.at', 't.office', 't.title', 'c.by', 'c.answered_by', 'c.promise_until', 'c.note'])
    .where('t.campaign', '=', id)
    .orderBy('c.id')
    .execute();
  const tasks = await db
    .selectFrom('task')
    .select(['created_at', 'office', 'title', 'assigned_to', 'state', 'done_at'])
    .where('campaign', '=', id)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  const people = personTitles(facts.definition);
  const named = (office: string | null): string => short.get(office ?? '') ?? office ?? '';
  return [
    listed(
      words.decisions,
      words.columns.decisions,
      decisions.map((d): Cells => {
        const { office, what } = namesOf(sources, d);
        const verdict = eventLabels[`decided-${d.kind}`] ?? d.kind;
        return [minute(d.decided_at), office, what, d.version, verdict, d.reason, d.due, d.decided_by];
      }),
    ),
    listed(
      words.calls,
      words.columns.calls,
      calls.map((c) => [minute(c.at), named(c.office), c.title, c.by, c.answered_by, minute(c.promise_until), c.note]),
    ),
    listed(
      words.tasks,
      words.columns.tasks,
      tasks.map((t) => {
        const who = people.get(t.assigned_to) ?? t.assigned_to;
        return [minute(t.created_at), named(t.office), t.title, who, taskStateLabels[t.state], minute(t.done_at)];
      }),
    ),
  ];
}

const TEXTS_AT_ONCE = 100;

/** Who was told what: the list of messages, and their texts. */
export async function messageItems(sources: Sources, ctx: ComposeContext): Promise<Item[]> {
  const { db, facts } = sources;
  const { id, offices } = facts.definition;
  const messages = await db
    .selectFrom('message')
    .select(['id', 'kind', 'recipient', 'address', 'office', 'subject', 'state', 'attempts', 'sent_at', 'send_after'])
    .select(['message_id'])
    .where('campaign', '=', id)
    .orderBy('send_after')
    .orderBy('id')
    .execute();
  const people = personTitles(facts.definition);
  const short = new Map(offices.map((office) => [office.id, office.shortName]));
  const rows = messages.map((m): Cells => {
    const who = people.get(m.recipient) ?? m.recipient;
    const office = m.office === null ? '' : (short.get(m.office) ?? m.office);
    const state = messageStateLabels[m.state];
    return [
      minute(m.sent_at ?? m.send_after),
      messageKindLabels[m.kind],
      who,
      m.address,
      office,
      m.subject,
      state,
      m.attempts,
      m.message_id,
    ];
  });
  const sent = messages.filter((m) => m.state === 'sent').map((m) => m.id);
  return [
    listed(words.messages, words.columns.messages, rows),
    record(`${words.texts}.txt`, { stream: () => Readable.from(texts(sources, { ctx, sent }), { objectMode: false }) }),
  ];
}

async function* texts({ db }: Sources, { ctx, sent }: { ctx: ComposeContext; sent: readonly string[] }) {
  for (let i = 0; i < sent.length; i += TEXTS_AT_ONCE) {
    const page = sent.slice(i, i + TEXTS_AT_ONCE);
    const lines = await db.transaction().execute(async (tx) => {
      const found = await tx.selectFrom('message').selectAll().where('id', 'in', page).execute();
      const byId = new Map(found.map((message) => [message.id, message]));
      const made: string[] = [];
      for (const id of page) {
        const message = byId.get(id);
        if (!message) continue;
        const composing = { ctx, message, reader: 'bureau' as const };
        const at = message.sent_at ?? message.send_after;
        // One whose facts no longer fit its template is no reason to leave out the others.
        const text = await composeMessage(tx, composing, at)
          .then((c) => c.text)
          .catch(() => words.textLost);
        made.push(
          `${words.textHead(message.message_id, message.subject ?? '')}\n${message.address} ${minute(at)}\n\n${text}\n\n`,
        );
      }
      return made;
    });
    yield Buffer.from(lines.join(''));
  }
}

/** Who did what, for people and for programs, with the chain's hashes; and every row of the campaign. */
export function ledgerItems(sources: Sources, tables: readonly CampaignTable[]): Item[] {
  const { db, facts } = sources;
  const { id } = facts.definition;
  const lines = (rows: () => AsyncGenerator<string>) => () => Readable.from(byPage(rows()), { objectMode: false });
  const event = tables.find(({ name }) => name === 'event');
  const events = event ? () => campaignRows(db, { tables, table: event }, id) : null;
  return [
    ...(events
      ? [
          record(`${words.events}.csv`, {
            stream: () => Readable.from(eventTable(sources, events()), { objectMode: false }),
          }),
          record(`${words.events}.jsonl`, { stream: lines(events) }),
        ]
      : []),
    record(`${words.seals}.jsonl`, { stream: lines(() => campaignSeals(db, id)) }),
    ...tables
      .filter(({ name }) => name !== 'event')
      .map(
        (table): Item => ({
          folder: words.folders.ledger,
          name: `${table.name}.jsonl`,
          title: words.rows(table.name),
          from: words.system,
          date: '',
          content: { stream: lines(() => campaignRows(db, { tables, table }, id)) },
        }),
      ),
  ];
}

const LINES_AT_ONCE = 500;

async function* byPage(rows: AsyncGenerator<string>): AsyncGenerator<Buffer> {
  let page: string[] = [];
  for await (const row of rows) {
    page.push(row);
    if (page.length < LINES_AT_ONCE) continue;
    yield Buffer.from(`${page.join('\n')}\n`);
    page = [];
  }
  if (page.length > 0) yield Buffer.from(`${page.join('\n')}\n`);
}

interface EventRow {
  readonly seq: number;
  readonly at: number;
  readonly kind: string;
  readonly actor: string;
  readonly account: string | null;
  readonly subject: string;
  readonly data: unknown;
}

async function* eventTable({ facts, labels }: Sources, rows: AsyncGenerator<string>): AsyncGenerator<Buffer> {
  yield Buffer.from(csvHead(words.columns.events));
  for await (const row of rows) {
    const { seq, at, kind, actor, account, subject, data } = JSON.parse(row) as EventRow;
    const what = subjectLabel({ definition: facts.definition, labels }, subject);
    yield Buffer.from(
      csvLine([seq, minute(at), eventLabels[kind] ?? kind, actor, account, what, JSON.stringify(data)]),
    );
  }
}
