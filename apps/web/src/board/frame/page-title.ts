import { useEffect } from 'react';

/** Puts the page's name into the browser's tab. */
export function usePageTitle(name: string): void {
  useEffect(() => {
    document.title = `${name} · 督办`;
  }, [name]);
}
