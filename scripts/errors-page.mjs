/** Writes docs/errors.md from the one catalogue of errors (built `@duban/base`); `--check` only says whether it is current. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { catalogue } from '@duban/base';
import { root } from './lib/commands.mjs';

const FILE = join(root, 'docs', 'errors.md');
const KINDS = {
  'bad-input': '材料或输入有误',
  refused: '按规则不能办',
  'not-found': '没有找到',
  conflict: '与现状冲突',
  unavailable: '运行环境不具备',
  internal: '程序内部错误',
};

const page = pageOf(catalogue);
if (!process.argv.includes('--check')) {
  mkdirSync(dirname(FILE), { recursive: true });
  writeFileSync(FILE, page);
  console.log(`docs/errors.md：${Object.keys(catalogue).length} 条`);
} else if (current() !== page) {
  console.error('docs/errors.md 与错误目录不一致。请运行 node scripts/errors-page.mjs 后一并提交。');
  process.exitCode = 1;
}

function current() {
  try {
    return readFileSync(FILE, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return '';
    throw error;
  }
}

function pageOf(entries) {
  const head = [
    '# 错误目录',
    '',
    '本页由 `node scripts/errors-page.mjs` 从 `packages/base/src/error-catalogue.ts` 生成，请勿手改。',
    '',
    '代码不变，可用于检索和对接；`{…}` 由当时的情况填入。',
  ];
  const parts = Object.entries(entries).map(([code, { kind, message, details }]) => {
    const list = Object.entries(details).map(([name, meaning]) => `- \`{${name}}\`: ${meaning}`);
    return [
      '',
      `## ${code}`,
      '',
      `类别：${KINDS[kind]}（\`${kind}\`）`,
      '',
      `> ${message.replaceAll('\n', '\n> ')}`,
      '',
      ...list,
    ].join('\n');
  });
  return `${[...head, ...parts].join('\n').trimEnd()}\n`;
}
