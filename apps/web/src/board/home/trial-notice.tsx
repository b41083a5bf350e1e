import { Alert } from 'antd';
import { Link } from 'react-router';
import { useOfficer } from '../frame/signed-in.js';

/** Until somebody has an account: whoever reads the terminal gets in, and may play everybody. */
export function TrialNotice() {
  if (useOfficer()?.account !== null) return null;
  return (
    <Alert
      type="info"
      showIcon
      title="现在是试用：凭终端里的登录码进入，可以切换身份。"
      description={
        <>
          正式使用前，请先<Link to="/administrator">建立管理员账户</Link>；建立后试用立即结束，各人用自己的账户登录。
        </>
      }
    />
  );
}
