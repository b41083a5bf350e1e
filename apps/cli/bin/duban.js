#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const main = new URL('../dist/main.js', import.meta.url);
if (existsSync(main)) {
  const { programOf } = await import('@duban/base/program-of');
  await import(pathToFileURL(programOf(main)).href);
} else {
  console.error('还没有构建。请先运行 npm start（自动安装、构建并推演），或运行 npm run build。');
  process.exitCode = 3;
}
