import type { ReactNode } from 'react';

interface ProblemProps {
  readonly text: string;
  readonly hint: string;
  readonly children?: ReactNode;
}

/** Why something did not go through and what to do next. */
export function ProblemBox({ text, hint, children }: ProblemProps) {
  return (
    <div className="problem" role="alert" data-testid="problem">
      <p>{text}</p>
      {hint !== '' && <p>{hint}</p>}
      {children}
    </div>
  );
}
