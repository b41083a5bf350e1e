import { Drawer } from 'antd';
import { useObligation } from '../api/queries.js';
import { Loaded } from '../frame/loaded.js';
import { ObligationPanel } from './obligation-panel.js';

interface Opened {
  /** null: closed. */
  readonly obligation: string | null;
  readonly onClose: () => void;
}

/** 报送任务 opened from the matrix. */
export function ObligationDrawer({ obligation, onClose }: Opened) {
  return (
    <Drawer
      open={obligation !== null}
      onClose={onClose}
      size={760}
      title="报送任务"
      destroyOnHidden
      closable={{ 'aria-label': '关闭' }}
    >
      {obligation !== null && <Opening key={obligation} id={obligation} />}
    </Drawer>
  );
}

function Opening({ id }: { readonly id: string }) {
  const view = useObligation(id);
  return <Loaded query={view}>{(v) => <ObligationPanel view={v} />}</Loaded>;
}
