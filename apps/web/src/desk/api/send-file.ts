import { noAnswer, type Outcome, outcomeOf } from '../logic/refusal.js';

/** Longer than the server may take to read a sheet (15 s) and a county line to carry 10 MB. */
const PATIENCE = 180_000;

export interface Upload {
  readonly path: string;
  readonly name: string;
  readonly bytes: ArrayBuffer;
  /** 0–100. */
  readonly onProgress: (percent: number) => void;
}

/** Sends one file as multipart part `file`. XMLHttpRequest, because fetch reports no progress of what it sends. */
export function sendFile<T>({ path, name, bytes, onProgress }: Upload): Promise<Outcome<T>> {
  return new Promise((resolve) => {
    const body = new FormData();
    body.append('file', new Blob([bytes]), name);
    const request = new XMLHttpRequest();
    request.open('POST', `/api${path}`);
    request.timeout = PATIENCE;
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress((event.loaded / event.total) * 100);
    };
    request.upload.onload = () => onProgress(100);
    request.onload = () => resolve(outcomeOf<T>(request.status, request.responseText));
    request.onerror = request.ontimeout = request.onabort = () => resolve({ ok: false, refusal: noAnswer });
    request.send(body);
  });
}
