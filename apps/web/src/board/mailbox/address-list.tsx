import type { Mailbox } from '@duban/api/types';

interface Addresses {
  readonly box: Mailbox;
  readonly chosen: string | null;
  readonly onChoose: (address: string | null) => void;
}

/** Whose mail one reads. */
export function AddressList({ box, chosen, onChoose }: Addresses) {
  const total = box.addresses.reduce((n, a) => n + a.mails, 0);
  return (
    <nav className="panel bare-panel" aria-label="收件地址">
      <ul className="plain">
        <li>
          <button type="button" className="pick" aria-current={chosen === null} onClick={() => onChoose(null)}>
            全部地址（{total}）
          </button>
        </li>
        {box.addresses.map(({ address, mails }) => (
          <li key={address}>
            <button type="button" className="pick" aria-current={chosen === address} onClick={() => onChoose(address)}>
              {address}（{mails}）
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
