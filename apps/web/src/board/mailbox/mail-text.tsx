import { linkParts } from '../logic/links.js';

/** Plain text; its web addresses can be clicked and open beside the board, as the clerk's page. */
export function MailText({ text }: { readonly text: string }) {
  return (
    <div className="pre" data-testid="mail-text">
      {linkParts(text).map((part) =>
        part.link ? (
          <a key={part.at} href={part.text} target="_blank" rel="noreferrer">
            {part.text}
          </a>
        ) : (
          <span key={part.at}>{part.text}</span>
        ),
      )}
    </div>
  );
}
