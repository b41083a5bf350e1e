/** So long after the last key, click or wheel a look of the page is the page's own, not the person's. */
const ATTENTIVE_MS = 60_000;

/** What {@link watchActivity} needs of `window`. */
export interface Touchable {
  addEventListener(kind: string, heard: () => void, options: { capture: true; passive: true }): void;
}

let touchedAt = Number.NEGATIVE_INFINITY;

/** Hears every touch of the page; call it once. Opening the page is one. */
export function watchActivity(page: Touchable, now: () => number = () => performance.now()): void {
  const touched = (): void => {
    touchedAt = now();
  };
  touched();
  for (const kind of ['pointerdown', 'keydown', 'wheel', 'touchstart'])
    page.addEventListener(kind, touched, { capture: true, passive: true });
}

/** The headers of a call: a page that polls while nobody is there says so, and its session ends in time. */
export function activityHeaders(now: number = performance.now()): Readonly<Record<string, string>> {
  return now - touchedAt > ATTENTIVE_MS ? { 'duban-idle': '1' } : {};
}
