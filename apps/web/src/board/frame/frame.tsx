import { Link, NavLink, Outlet } from 'react-router';
import { minuteText } from '../../shared/china-time.js';
import { useAbout } from '../api/queries.js';
import { ColleagueCode } from './colleague-code.js';
import { RoleMenu } from './role-menu.js';
import { useOfficer, useRight } from './signed-in.js';
import './frame.css';

/** What stands around every page: where one can go, what time the campaign has, who one is. */
export function Frame() {
  const about = useAbout().data;
  const officer = useOfficer();
  const may = useRight();
  return (
    <>
      <button type="button" className="skip" onClick={toMain}>
        跳到正文
      </button>
      <header className="top">
        <Link to="/" className="brand">
          督办 · 调度台
        </Link>
        <nav className="row" aria-label="主菜单">
          {may('campaign.read') && (
            <NavLink to="/" end>
              专项
            </NavLink>
          )}
          {may('campaign.run') && <NavLink to="/rehearsal">推演</NavLink>}
          {may('account.read') && <NavLink to="/accounts">账户</NavLink>}
          {about?.localMailbox && may('mailbox.read') && <NavLink to="/mailbox">本地邮箱</NavLink>}
          {about?.temporalUi && may('campaign.read') && (
            <a href={about.temporalUi} target="_blank" rel="noreferrer">
              流程引擎<span aria-hidden="true"> ↗</span>
            </a>
          )}
        </nav>
        <div className="row push">
          {about && (
            <span data-testid="campaign-time">
              {about.accelerated ? '业务时间（加速）' : '业务时间'} {minuteText(about.now)}
            </span>
          )}
          {officer?.account === null && may('people.change') && <ColleagueCode />}
          <RoleMenu />
        </div>
      </header>
      <main id="main" className="page" tabIndex={-1}>
        <Outlet />
      </main>
    </>
  );
}

/** The address after `#` is the page's, so this is no link to an anchor. */
function toMain(): void {
  document.getElementById('main')?.focus();
}
