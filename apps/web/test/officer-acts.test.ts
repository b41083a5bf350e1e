import type { ObligationView } from '@duban/api/types';
import { describe, expect, it } from 'vitest';
import {
  arrivalProblem,
  figuresOf,
  hidesNumber,
  missingFromNil,
  missingFromRegister,
  missingFromReveal,
  type NilForm,
  nilData,
  officerActs,
  registerData,
  tellableLabel,
  undoPaper,
} from '../src/board/logic/officer-acts.js';
import { at, cell } from './fixtures/board.js';
import { obligation } from './fixtures/obligation.js';

const NOW = at('2026-10-12', '10:00');
const file = new File(['PK'], '统计表.xlsx');
const form = { file, evidence: null, note: '工作群', day: '2026-10-12', time: '09:30' };

describe('what an officer notes down for an office', () => {
  it('is nothing once nothing is owed, and no sheet once one is accepted', () => {
    const acts = (state: Parameters<typeof cell>[0]) => officerActs({ ...obligation, cell: cell(state) });
    expect(acts({ state: 'exempt' })).toEqual([]);
    expect(acts({ state: 'accepted' })).toEqual(['paper', 'provisional']);
    expect(acts({ state: 'expected' })).toEqual([
      'register',
      ...['nil', 'progress', 'extension'],
      ...['paper', 'provisional'],
    ]);
    expect(acts({ state: 'received' })).toEqual(['register', 'paper', 'provisional']);
    const ticked = { cell: cell({ state: 'expected', paperArrivedAt: NOW }), tellable: [] };
    expect(officerActs({ ...ticked, extensions: [] })).toEqual(['register', 'nil', 'progress', 'extension']);
  });

  it('is no second request for time while one waits for its answer', () => {
    const asked: ObligationView['extensions'][number] = {
      ...{ id: 'o/extension/1', revision: 1, label: '待答复', until: '2026-10-16', reason: '停电' },
      state: 'asked',
      ...{ askedBy: '兖州区', askedAt: 1, lapsesAt: 2 },
      ...{ grantedDue: null, answer: null, answeredBy: null, answeredAt: null },
    };
    const { tellable } = obligation;
    expect(officerActs({ cell: cell({ state: 'expected' }), tellable, extensions: [asked] })).not.toContain(
      'extension',
    );
  });

  it('an original that was ticked by mistake is taken back with a reason, as it was on screen', () => {
    expect(undoPaper({ ...obligation, cell: cell({ paperArrivedAt: null }) })).toBeNull();
    const undo = undoPaper({ ...obligation, cell: cell({ paperArrivedAt: NOW }) });
    expect([undo?.needsReason, undo?.revision, undo?.body('误登')]).toEqual([
      true,
      obligation.revision,
      { obligation: obligation.id, reason: '误登' },
    ]);
  });
});

describe('代登零报告', () => {
  const nil: NilForm = {
    ...{ reason: '本期无检查', signedAs: '分管负责人', signerTitle: '副局长', scan: null, note: 'OA第3号' },
    ...{ day: '2026-10-12', time: '09:30', way: 'oa' },
  };

  it('is not sent without a reason, who signed, a moment that has been, and a proof in a file or in words', () => {
    expect(missingFromNil({ ...nil, reason: ' ' }, NOW)).toMatch(/理由/);
    expect(missingFromNil({ ...nil, signedAs: '' }, NOW)).toMatch(/签发人/);
    expect(missingFromNil({ ...nil, signerTitle: ' ' }, NOW)).toMatch(/签发人/);
    expect(missingFromNil({ ...nil, time: '10:01' }, NOW)).toMatch(/还没有到/);
    expect(missingFromNil({ ...nil, note: '' }, NOW)).toMatch(/凭证/);
    expect(missingFromNil({ ...nil, note: '', scan: file }, NOW)).toBeNull();
    expect(missingFromNil(nil, NOW)).toBeNull();
  });

  it('goes as one form: the details, the scan if there is one', () => {
    const sent = nilData('o', { ...nil, scan: file });
    expect([...sent.keys()]).toEqual(['data', 'scan']);
    expect(JSON.parse(String(sent.get('data')))).toEqual({
      ...{ obligation: 'o', arrivedAt: at('2026-10-12', '09:30'), way: 'oa', note: 'OA第3号' },
      ...{ reason: '本期无检查', signedAs: '分管负责人', signerTitle: '副局长' },
    });
    expect([...nilData('o', nil).keys()]).toEqual(['data']);
  });
});

describe('代收登记', () => {
  it('is not sent without a file, a moment that has been, and a proof in a file or in words', () => {
    expect(missingFromRegister({ ...form, file: null }, NOW)).toMatch(/选择/);
    expect(missingFromRegister({ ...form, time: '' }, NOW)).toMatch(/日期和时间/);
    expect(missingFromRegister({ ...form, time: '10:01' }, NOW)).toMatch(/还没有到（现在是 2026-10-12 10:00）/);
    expect(missingFromRegister({ ...form, note: ' ' }, NOW)).toMatch(/凭证/);
    expect(missingFromRegister({ ...form, note: '', evidence: file }, NOW)).toBeNull();
    expect(missingFromRegister(form, NOW)).toBeNull();
    expect(arrivalProblem({ day: '', time: '09:00' }, NOW)).not.toBeNull();
  });

  it('goes as one form: the details, the sheet, the proof if there is one', () => {
    const sent = registerData('o', { ...form, way: 'oa' });
    expect([...sent.keys()]).toEqual(['data', 'file']);
    expect(JSON.parse(String(sent.get('data')))).toEqual({
      obligation: 'o',
      arrivedAt: at('2026-10-12', '09:30'),
      way: 'oa',
      note: '工作群',
    });
    expect([...registerData('o', { ...form, evidence: file, way: 'oa' }).keys()]).toEqual(['data', 'file', 'evidence']);
  });
});

describe('快报数', () => {
  const { tellable } = obligation;

  it('are refused when nothing was written, and where a figure is none', () => {
    expect(figuresOf(tellable, { chkInst: ' ' })).toEqual({ problem: '请至少填一项，没报的留空。' });
    expect(figuresOf(tellable, { chkInst: '12.5' })).toEqual({ problem: '“检查定点医药机构”应为整数家，如 12。' });
    expect(figuresOf(tellable, { recovered: '三万' })).toMatchObject({
      problem: expect.stringContaining('以万元为单位'),
    });
  });

  it('take counts as they are and money from the table’s unit to 分; what was left blank is no figure, a written 0 is', () => {
    expect(figuresOf(tellable, { chkInst: '0', recovered: '1.20005' })).toEqual({
      figures: [
        { measure: 'chkInst', value: 0 },
        { measure: 'recovered', value: 1_200_050 },
      ],
    });
    expect(tellable.map(tellableLabel)).toEqual(['检查定点医药机构（家）', '追回资金（万元）']);
  });
});

describe('an identity number', () => {
  it('is offered to be seen where one is hidden, and nowhere else', () => {
    expect(hidesNumber('370***********1234')).toBe(true);
    expect(hidesNumber('91370800MA3C***')).toBe(false);
    expect(hidesNumber('12 家')).toBe(false);
  });

  it('is not asked for without a reason that somebody can check later', () => {
    expect(missingFromReveal('看看')).toMatch(/至少5个字/);
    expect(missingFromReveal('核对参保人')).toBeNull();
  });
});
