import type { Migration } from 'kysely';
import * as first from './0001-first.js';
import * as live from './0002-live.js';
import * as accounts from './0003-accounts.js';
import * as signIn from './0004-sign-in.js';
import * as http from './0005-http.js';
import * as audit from './0006-audit.js';
import * as sheets from './0007-sheets.js';
import * as people from './0008-people.js';
import * as board from './0010-board.js';
import * as watch from './0011-watch.js';
import * as dueTime from './0012-due-time.js';
import * as duties from './0013-duties.js';
import * as oneMail from './0015-one-mail.js';
import * as complexClue from './0016-complex-clue.js';
import * as clueExtension from './0017-clue-extension.js';

/** The steps of the schema, in order; one that has been released is never changed. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-first': first,
  '0002-live': live,
  '0003-accounts': accounts,
  '0004-sign-in': signIn,
  '0005-http': http,
  '0006-audit': audit,
  '0007-sheets': sheets,
  '0008-people': people,
  '0010-board': board,
  '0011-watch': watch,
  '0012-due-time': dueTime,
  '0013-duties': duties,
  '0015-one-mail': oneMail,
  '0016-complex-clue': complexClue,
  '0017-clue-extension': clueExtension,
};
