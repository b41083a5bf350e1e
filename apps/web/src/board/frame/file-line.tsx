import { useId } from 'react';

interface FileLineProps {
  readonly label: string;
  readonly testId: string;
  /** As the browser's chooser takes it: `.xlsx,.docx`. */
  readonly accept: string;
  readonly onChange: (file: File | null) => void;
}

/** One file of this machine. */
export function FileLine({ label, testId, accept, onChange }: FileLineProps) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      <div>
        <input
          id={id}
          type="file"
          data-testid={testId}
          accept={accept}
          onChange={(e) => onChange(e.target.files?.[0] ?? null)}
        />
      </div>
    </div>
  );
}
