import { useEffect } from 'react';
import { type Sending, sendingWords } from '../logic/handing.js';

/** How far an upload is; leaving the page meanwhile asks first. */
export function ProgressLine({ sending }: { readonly sending: Sending }) {
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      event.preventDefault();
      // Chrome before 119 asks only for this.
      event.returnValue = true;
    };
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, []);
  const words = sendingWords(sending);
  return (
    <p className="progress" role="status">
      {sending.stage === 'upload' ? (
        <progress max={100} value={sending.percent} aria-label="上传进度" />
      ) : (
        <progress aria-label="处理进度" />
      )}
      <span>{words}</span>
    </p>
  );
}
