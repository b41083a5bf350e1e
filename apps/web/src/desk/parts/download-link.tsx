import { type MouseEvent, type ReactNode, useState } from 'react';
import { saveFile } from '../api/save-file.js';
import type { Refusal } from '../logic/refusal.js';
import { downloadHints } from '../words.js';
import { ProblemBox } from './problem-box.js';

interface DownloadProps {
  readonly path: string;
  /** Used when the server names no file. */
  readonly name: string;
  readonly testId?: string;
  readonly describedBy?: string;
  readonly children: ReactNode;
}

/** A link to a file. It is fetched, so that a refusal shows in words; without scripts it still is a link. */
export function DownloadLink({ path, name, testId, describedBy, children }: DownloadProps) {
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const follow = async (event: MouseEvent) => {
    event.preventDefault();
    const outcome = await saveFile(path, name);
    setRefusal(outcome.ok ? null : outcome.refusal);
  };
  return (
    <>
      <a
        className="button"
        href={path}
        download={name}
        data-testid={testId}
        aria-describedby={describedBy}
        onClick={(event) => void follow(event)}
      >
        {children}
      </a>
      {refusal && <ProblemBox text={refusal.text} hint={downloadHints[refusal.kind]} />}
    </>
  );
}
