import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { throwawayFolder } from '@duban/runtime';
import { type Browser, chromium, type Page } from 'playwright-core';
import { unpackWoff } from './woff.js';

const FONTS = ['latin', 'chinese-simplified'].map(
  (part) => `@fontsource/noto-sans-sc/files/noto-sans-sc-${part}-400-normal.woff`,
);

/** Not the package's own: those share one profile among all contexts and switch the web's security off. */
const ARGUMENTS = [
  '--no-sandbox',
  '--no-zygote',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--font-render-hinting=none',
];

/** Headless Chromium without any package of the machine, with one Chinese font; it unpacks into a folder of its own. */
export async function openChromium(): Promise<{ readonly browser: Browser; close(): Promise<void> }> {
  const folder = throwawayFolder('chromium');
  const fonts = join(folder.path, 'fonts');
  mkdirSync(fonts);
  const { resolve } = createRequire(import.meta.url);
  for (const font of FONTS)
    writeFileSync(join(fonts, `${basename(font)}.ttf`), unpackWoff(readFileSync(resolve(font))));
  writeFileSync(join(fonts, 'fonts.conf'), fontsConf(fonts));
  process.env.FONTCONFIG_PATH = fonts;
  process.env.TMPDIR = folder.path;
  const { default: packed } = await import('@sparticuz/chromium');
  const browser = await chromium.launch({ executablePath: await packed.executablePath(), args: ARGUMENTS });
  return {
    browser,
    close: async () => {
      await browser.close();
      folder.remove();
    },
  };
}

function fontsConf(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${folder}</dir><cachedir>${folder}/cache</cachedir></fontconfig>
`;
}

/** Whether Chinese characters are drawn as themselves: two of them look different from each other and from a missing glyph. */
export function drawsChinese(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const draw = (text: string): string => {
      const canvas = document.createElement('canvas');
      const context = canvas.getContext('2d');
      if (context === null) return '';
      context.font = '32px sans-serif';
      context.fillText(text, 4, 40);
      return canvas.toDataURL();
    };
    return new Set([draw('督'), draw('办'), draw('\u{10fffd}')]).size === 3;
  });
}
