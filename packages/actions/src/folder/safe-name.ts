const LONGEST = 80;

/** A name that Windows, macOS and Linux all take: no separators, no reserved characters, no dots or blanks at its end. */
export function safeName(name: string): string {
  const plain = name
    .normalize('NFC')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
    .replace(/[\\/:*?"<>|\u0000-\u001f]/g, '_')
    .trim();
  const [, stem = plain, extension = ''] = /^(.*?)(\.[A-Za-z0-9]{1,5})?$/su.exec(plain) ?? [];
  const cut = [...stem]
    .slice(0, LONGEST)
    .join('')
    .replace(/[. ]+$/, '');
  return `${cut === '' ? '_' : cut}${extension}`;
}
