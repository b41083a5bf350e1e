/** The name of a download from `Content-Disposition` (RFC 6266: `filename*` wins); `fallback` when it names none. */
export function fileNameOf(disposition: string | null, fallback: string): string {
  const extended = /filename\*\s*=\s*UTF-8''([^;]+)/i.exec(disposition ?? '')?.[1];
  const plain = /filename\s*=\s*"([^"]*)"/i.exec(disposition ?? '')?.[1];
  try {
    return (extended && decodeURIComponent(extended)) || plain || fallback;
  } catch {
    return plain || fallback;
  }
}
