interface Lines {
  readonly lines: readonly string[];
  readonly open: boolean;
}

/** What the rehearsal said so far, newest first, so that nobody has to scroll while it runs. */
export function ProgressLines({ lines, open }: Lines) {
  if (lines.length === 0) return null;
  const newest = lines.map((text, at) => ({ text, at })).reverse();
  return (
    <details className="panel" open={open}>
      <summary>推演过程（{lines.length} 行，最新的在前）</summary>
      <ol className="plain">
        {newest.map(({ text, at }) => (
          <li key={at}>{text}</li>
        ))}
      </ol>
    </details>
  );
}
