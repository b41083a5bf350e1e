import type { Fen, LocalDate } from '@duban/base';
import type { ClueLevel } from '@duban/ledger';

/** What a clue is entered with. */
export interface ClueFields {
  /** 国家医保局大数据模型, 12345, 群众举报 … */
  readonly source: string;
  readonly level: ClueLevel;
  /** The number it came with; the same source does not hand down the same number twice. */
  readonly externalNo: string | null;
  readonly receivedOn: LocalDate;
  /** The office that verifies it. */
  readonly office: string | null;
  /** By its code in the roster. */
  readonly institution: string | null;
  readonly about: string;
  /** 分; null: not known, which is not 0. */
  readonly amount: Fen | null;
  readonly risk: 'normal' | 'high';
  /** 规定动作 or 自选动作 (JN23-C2). */
  readonly track: 'required' | 'own';
  /** 重大: reported upward at once, by telephone and in writing. Left out: it is not. */
  readonly major?: boolean | undefined;
  /** Handed down and complex: 30 working days instead of 15 (practice.md, ladder). Left out: it is not. */
  readonly complex?: boolean | undefined;
}
