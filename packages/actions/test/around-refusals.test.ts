import { confirmRegistration } from '@duban/actions/confirm-registration';
import type { Actor } from '@duban/actions/context';
import { decide } from '@duban/actions/decide';
import { decideExtension } from '@duban/actions/decide-extension';
import { handIn } from '@duban/actions/hand-in';
import { logProvisional } from '@duban/actions/log-provisional';
import { markPaperArrived } from '@duban/actions/mark-paper-arrived';
import { rejectRegistration } from '@duban/actions/reject-registration';
import { requestExtension } from '@duban/actions/request-extension';
import { returnNil } from '@duban/actions/return-nil';
import { setProgress } from '@duban/actions/set-progress';
import { unmarkPaper } from '@duban/actions/unmark-paper';
import { withdrawExtension } from '@duban/actions/withdraw-extension';
import { DubanError } from '@duban/base';
import { localDate } from '@duban/base/time';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { ask, nil, register, WHEN } from './around.ts';
import { filledReport } from './sheets.ts';
import { CAMPAIGN, chief, clerkOf, jiningWorld, moment, operator, owes, type World } from './world.ts';

const final = (office: string) => owes(office, 'final');
const now = moment('2023-12-06 11:00');
const deputy: Actor = { kind: 'bureau', role: 'deputy', name: '分管副局长' };
const superior: Actor = { kind: 'bureau', role: 'superior', name: '省医疗保障局' };
const auditor: Actor = { kind: 'bureau', role: 'audit-admin', name: '审计管理员' };

interface Call {
  readonly actor: Actor;
  readonly revision: number | null;
}

interface Verb {
  readonly name: string;
  /** Who may. */
  readonly by: 'bureau' | 'either';
  readonly edits: boolean;
  run(call: Call): Promise<unknown>;
}

/** Yanzhou: registered, waits for confirmation. Rencheng: asks for time. Weishan: nil. Yutai: its original has come. Qufu: nothing yet. */
async function prepared(world: World): Promise<Verb[]> {
  const { ctx } = world;
  const { registration } = await register(world, await filledReport('yanzhou'));
  const request = await ask(world, { obligation: final('rencheng'), actor: operator });
  await nil(world, { obligation: final('weishan'), actor: clerkOf('weishan'), contact: 'weishan-a' });
  const paper = { arrivedAt: moment(WHEN), actor: operator, revision: null, now };
  await markPaperArrived(ctx, { ...paper, obligation: final('yutai') });
  const file = { name: '总结.docx', bytes: await filledReport('qufu') };
  const qufu = final('qufu');
  const reason = '有理由';
  const until = localDate('2023-12-13');
  const registering = { registration, reason, now };
  return [
    {
      name: 'register',
      by: 'bureau',
      edits: false,
      run: ({ actor }) => register(world, file.bytes, { obligation: qufu, actor, now }),
    },
    {
      name: 'confirm',
      by: 'bureau',
      edits: true,
      run: (call) => confirmRegistration(ctx, { ...registering, ...call }),
    },
    { name: 'reject', by: 'bureau', edits: true, run: (call) => rejectRegistration(ctx, { ...registering, ...call }) },
    {
      name: 'ask',
      by: 'either',
      edits: true,
      run: (call) => requestExtension(ctx, { obligation: qufu, until, reason, contact: null, now, ...call }),
    },
    {
      name: 'answer',
      by: 'bureau',
      edits: true,
      run: (call) => decideExtension(ctx, { request, grant: true, due: null, reason, now, ...call }),
    },
    {
      name: 'withdraw',
      by: 'either',
      edits: false,
      run: ({ actor }) => withdrawExtension(ctx, { request, actor, now }),
    },
    { name: 'nil', by: 'either', edits: true, run: (call) => nil(world, { obligation: qufu, now, ...call }) },
    {
      name: 'return-nil',
      by: 'bureau',
      edits: true,
      run: (call) => returnNil(ctx, { obligation: final('weishan'), reason, now, ...call }),
    },
    {
      name: 'paper',
      by: 'bureau',
      edits: true,
      run: (call) => markPaperArrived(ctx, { ...paper, obligation: qufu, ...call }),
    },
    {
      name: 'unmark',
      by: 'bureau',
      edits: true,
      run: (call) => unmarkPaper(ctx, { obligation: final('yutai'), reason, now, ...call }),
    },
    {
      name: 'progress',
      by: 'either',
      edits: true,
      run: (call) => setProgress(ctx, { obligation: qufu, progress: 'filling', now, ...call }),
    },
    {
      name: 'provisional',
      by: 'bureau',
      edits: false,
      run: ({ actor }) =>
        logProvisional(ctx, {
          obligation: owes('qufu'),
          figures: [{ measure: 'chkInst', value: 3 }],
          note: '',
          actor,
          now,
        }),
    },
    {
      name: 'decide',
      by: 'bureau',
      edits: false,
      run: ({ actor }) =>
        decide(ctx, { obligation: qufu, submission: null, kind: 'exempt', reason, due: null, actor, now }),
    },
    {
      name: 'hand-in',
      by: 'either',
      edits: false,
      run: ({ actor }) => handIn(ctx, { obligation: qufu, file, channel: 'web', contact: 'qufu-a', actor, now }),
    },
  ];
}

async function codesOf(verbs: readonly Verb[], call: Call): Promise<(readonly [string, string])[]> {
  const codes: (readonly [string, string])[] = [];
  for (const verb of verbs) {
    const code = await verb.run(call).then(
      () => 'done',
      (cause: unknown) => (cause instanceof DubanError ? cause.code : String(cause)),
    );
    codes.push([verb.name, code]);
  }
  return codes;
}

const all = (verbs: readonly Verb[], code: string) => verbs.map(({ name }) => [name, code]);

describe('every verb around a sheet', () => {
  it('is refused to who has not the right, to other offices, to other campaigns’ clerks, on a stale revision, and once the campaign is over', async () => {
    const world = await jiningWorld();
    const verbs = await prepared(world);
    const eventsBefore = await world.db
      .selectFrom('event')
      .select('seq')
      .where('kind', '!=', 'sheet-refused')
      .execute();
    const stranger = clerkOf('liangshan');
    const foreign: Actor = {
      kind: 'office',
      name: '别处',
      campaign: 'yunyang-2022',
      offices: ['qufu', 'rencheng', 'weishan'],
    };
    for (const actor of [deputy, superior, auditor, stranger, foreign])
      expect([actor.name, await codesOf(verbs, { actor, revision: null })]).toEqual([
        actor.name,
        all(verbs, 'not-allowed'),
      ]);
    const bureaus = verbs.filter(({ by }) => by === 'bureau');
    const own = clerkOf('yanzhou', 'rencheng', 'weishan', 'yutai', 'qufu');
    expect(await codesOf(bureaus, { actor: own, revision: null })).toEqual(all(bureaus, 'not-allowed'));
    const edits = verbs.filter((verb) => verb.edits);
    expect(edits).toHaveLength(9);
    expect(await codesOf(edits, { actor: chief, revision: 999 })).toEqual(all(edits, 'changed-meanwhile'));
    // Not by its verb, which refuses while something is open: nor is it told.
    await world.ctx.ledger.transaction(async (tx) => {
      await sql`select set_config('duban.events', 'off', true)`.execute(tx);
      await tx.updateTable('campaign').set({ status: 'closed', closed_at: now }).where('id', '=', CAMPAIGN).execute();
    });
    expect(await codesOf(verbs, { actor: chief, revision: null })).toEqual(all(verbs, 'campaign-closed'));
    expect(await world.db.selectFrom('event').select('seq').where('kind', '!=', 'sheet-refused').execute()).toEqual(
      eventsBefore,
    );
  });

  it('refuses what is not there, by name', async () => {
    const { ctx } = await jiningWorld();
    const by = { reason: '理由', actor: operator, revision: null, now };
    const codes = await Promise.allSettled([
      confirmRegistration(ctx, { ...by, registration: 'none' }),
      decideExtension(ctx, { ...by, request: 'none', grant: true, due: null }),
      withdrawExtension(ctx, { request: 'none', actor: operator, now }),
      setProgress(ctx, { ...by, obligation: 'none', progress: 'filling' }),
    ]);
    expect(codes.map((c) => (c.status === 'rejected' ? c.reason.code : 'done'))).toEqual([
      'registration-unknown',
      'extension-unknown',
      'extension-unknown',
      'obligation-unknown',
    ]);
  });
});
