import type { Call } from '@duban/api/types';
import { Button } from 'antd';
import { shortMinute } from '../../shared/china-time.js';
import { CopyButton } from '../frame/copy-button.js';
import { CallParts } from './call-parts.js';

interface ToCall {
  readonly call: Call;
  readonly onLog: () => void;
}

/** One call to make: the number large, the words ready. */
export function OpenCall({ call, onLog }: ToCall) {
  const { task, office, person, script, by, slot } = call;
  return (
    <li className="panel row between">
      <div className="grow">
        <div className="row">
          <h3>{office}</h3>
          {person ? (
            <>
              <span>{person.title}</span>
              <strong className="phone">{person.phone}</strong>
              {/\d/.test(person.phone) && <CopyButton text={person.phone} label="复制号码" />}
            </>
          ) : (
            <span className="tone-late bare">通讯录里没有联系人，请先补充</span>
          )}
        </div>
        <CallParts call={call} />
        <div className="quiet">
          由{by}致电，{shortMinute(slot)} 起
        </div>
        <blockquote className="script">{script}</blockquote>
      </div>
      <div className="row">
        <CopyButton text={script} label="复制话术" />
        <Button type="primary" data-testid={`call-${task}`} onClick={onLog}>
          登记通话
        </Button>
      </div>
    </li>
  );
}
