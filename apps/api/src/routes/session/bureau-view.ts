import { rightsOf } from '@duban/actions/rights';
import type { BureauSession as Session } from '@duban/actions/session-of';
import type { BureauSession } from './schema.js';

/** A session as the board sees it: with what it may do, so that no page offers what would be refused. */
export function bureauView(session: Session): BureauSession {
  return { ...session, roles: [...session.roles], rights: [...rightsOf[session.role]] };
}
