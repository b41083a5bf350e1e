import type { ReactNode } from 'react';

interface GateProps {
  readonly title: string;
  /** What the server answered; '' when it said nothing. */
  readonly said: string;
  readonly hint: string;
  readonly again: (() => void) | null;
  /** Another way in. */
  readonly children?: ReactNode;
}

/** The whole page while there is no session: what to do to get in. */
export function Gate({ title, said, hint, again, children }: GateProps) {
  return (
    <main className="gate">
      <p className="product">督办 · 填报端</p>
      <div role="status">
        <h1>{title}</h1>
        {said !== '' && <p data-testid="problem">{said}</p>}
        {hint !== '' && <p>{hint}</p>}
      </div>
      {again && (
        <button type="button" className="primary" onClick={again}>
          重试
        </button>
      )}
      {children}
    </main>
  );
}
