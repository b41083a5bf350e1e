import { useConnected } from '../api/connection.js';

/** Says when the service cannot be reached; what is on screen stays, and polling brings it back. */
export function ConnectionBanner() {
  const connected = useConnected();
  return (
    <div role="status" aria-live="polite">
      {connected ? null : (
        <div className="lost" data-testid="connection-lost">
          连接中断，正在重试…　画面是中断前的情况，恢复后自动更新。
        </div>
      )}
    </div>
  );
}
