import { fileNameOf } from '../logic/file-name.js';
import { noAnswer, type Outcome, outcomeOf } from '../logic/refusal.js';

/** Fetches a file and hands it to the browser to save; a refusal can so be shown in words instead of a saved error. */
export async function saveFile(path: string, fallbackName: string): Promise<Outcome<null>> {
  try {
    const answer = await fetch(path, { cache: 'no-store' });
    if (!answer.ok) return outcomeOf<null>(answer.status, await answer.text());
    save(await answer.blob(), fileNameOf(answer.headers.get('content-disposition'), fallbackName));
    return { ok: true, value: null };
  } catch {
    return { ok: false, refusal: noAnswer };
  }
}

function save(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // Some cores read the address only after the click has returned.
  window.setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
