import { useMessageText } from '../api/queries.js';
import { Loaded } from '../frame/loaded.js';

/** What one message says. Its link to the desk is shown as text only: it is the recipient's, not the bureau's. */
export function MessageText({ message }: { readonly message: string }) {
  const text = useMessageText(message);
  return (
    <Loaded query={text}>
      {(m) => (
        <div data-testid={`message-text-${message}`}>
          <strong>{m.subject}</strong>
          <p className="pre">{m.text}</p>
        </div>
      )}
    </Loaded>
  );
}
