import { useCallback, useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { copyText } from '../api/copy-text.js';
import { type ReceiptFacts, receiptLines, receiptText } from '../logic/receipt-words.js';

/** 回执, with copy and print. */
export function Receipt({ facts }: { readonly facts: ReceiptFacts }) {
  const [copied, setCopied] = useState<'' | '已复制' | '复制不了，请选中后按 Ctrl+C'>('');
  const [printing, setPrinting] = useState(false);
  // Stable: a new function would print again at every reading of the desk.
  const printed = useCallback(() => setPrinting(false), []);
  const copy = async () => setCopied((await copyText(receiptText(facts))) ? '已复制' : '复制不了，请选中后按 Ctrl+C');
  return (
    <div className="receipt" data-testid="receipt">
      <p className="receipt-title">报送回执（请保存）</p>
      <Lines facts={facts} named />
      <p className="actions">
        <button type="button" onClick={() => void copy()}>
          复制回执
        </button>
        <button type="button" onClick={() => setPrinting(true)}>
          打印回执
        </button>
        <span role="status">{copied}</span>
      </p>
      {printing && <PrintSheet facts={facts} done={printed} />}
    </div>
  );
}

/** A receipt alone on paper: a copy beside the page, which the print style shows instead of it. */
function PrintSheet({ facts, done }: { readonly facts: ReceiptFacts; readonly done: () => void }) {
  useEffect(() => {
    document.body.classList.add('printing');
    window.addEventListener('afterprint', done);
    window.print();
    return () => {
      document.body.classList.remove('printing');
      window.removeEventListener('afterprint', done);
    };
  }, [done]);
  return createPortal(
    <div className="print-sheet">
      <h1>报送回执</h1>
      <Lines facts={facts} named={false} />
      <p>以上由督办系统出具，收到时间以服务器时间为准。SHA-256 是文件内容的校验码，内容有任何改动都会不同。</p>
    </div>,
    document.body,
  );
}

function Lines({ facts, named }: { readonly facts: ReceiptFacts; readonly named: boolean }) {
  return (
    <dl>
      {receiptLines(facts).map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd data-testid={named && label === '回执号' ? 'receipt-no' : undefined}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
