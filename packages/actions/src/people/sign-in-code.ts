import { randomBytes } from 'node:crypto';
import { sha256 } from '@duban/ledger';

/** 32 signs that nobody mistakes for one another when they are read from a terminal: no I, O, 0, 1. */
const SIGNS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const LENGTH = 12;
const GROUP = 4;

/** 5 random bits a sign: 60 as three groups of four, unless it is to be longer. */
export function newCode(length = LENGTH): string {
  const signs = [...randomBytes(length)].map((byte) => SIGNS.charAt(byte % SIGNS.length)).join('');
  return signs.replace(new RegExp(`.{${GROUP}}(?=.)`, 'g'), '$&-');
}

/** The hash by which a code is known, whichever way it was typed: small letters, full-width signs, with or without strokes. */
export function codeHash(typed: string): string {
  return sha256(
    Buffer.from(
      typed
        .normalize('NFKC')
        .toUpperCase()
        .replace(/[^0-9A-Z]/g, ''),
    ),
  );
}
