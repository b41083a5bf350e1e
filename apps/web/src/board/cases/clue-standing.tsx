import type { ClueListed } from '@duban/api/types';
import { Mark } from '../frame/mark.js';
import { decideView } from '../logic/cases.js';
import { extensionText } from '../logic/clue-extension.js';

/** How far a clue has come, how long it has and why. */
export function ClueStanding({ clue, today }: { readonly clue: ClueListed; readonly today: string }) {
  const due = decideView(clue, today);
  return (
    <>
      <span className="row">
        <Mark tone={clue.state === 'closed' ? 'quiet' : 'work'}>{clue.stateLabel}</Mark>
        {clue.cases.length > 0 && <span className="quiet">案件第{clue.cases.join('、')}号</span>}
        {due && <span className={`tone-${due.tone} bare`}>{due.text}</span>}
      </span>
      {due && clue.decideBasis && <div className="quiet">{clue.decideBasis}</div>}
    </>
  );
}

/** Each extension with who approved it and why. */
export function Extensions({ of: { number, extensions } }: { readonly of: ClueListed }) {
  return extensions.map((extension, index) => (
    <div key={extension.until} className="quiet" data-testid={`extension-${number}-${index + 1}`}>
      {extensionText(extension, index)}
    </div>
  ));
}
