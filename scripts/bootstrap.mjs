/**
 * What `npm start` and `npm test` do first, on a machine that has only Node: check Node's version, install, build. Node built-ins only:
 * it runs before anything is installed.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bin, call, root } from './lib/commands.mjs';

const LEAST_NODE = [20, 19];
const LOCK = join(root, 'package-lock.json');
/** Written by npm as the last thing of an installation: absent after an interrupted one. */
const INSTALLED = join(root, 'node_modules', '.package-lock.json');
/** The digest of the lock file that was installed; time stamps say nothing after a fresh checkout over cached modules. */
const STAMP = join(root, 'node_modules', '.duban-stamp');

/** Ends the process with a message when a step fails. */
export function bootstrap() {
  checkNode();
  if (!isInstalled()) install();
  console.log('正在构建……');
  if (call(bin('turbo'), ['run', 'build', '--output-logs=errors-only']) !== 0) stop('构建失败，请看上面的报错。');
}

/** Whether a version of Node (`20.19.0`) is at least the one we need. */
export function suffices(version) {
  const [major, minor] = version.split('.').map(Number);
  return major > LEAST_NODE[0] || (major === LEAST_NODE[0] && minor >= LEAST_NODE[1]);
}

function checkNode() {
  if (suffices(process.versions.node)) return;
  stop(
    `需要 Node.js ${LEAST_NODE.join('.')} 或更高版本，当前是 ${process.versions.node}。请升级后重试：https://nodejs.org/zh-cn`,
  );
}

function isInstalled() {
  if (!existsSync(INSTALLED)) return false;
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === digest()) return true;
  // Installed by hand after the lock file had changed.
  return statSync(INSTALLED).mtimeMs >= statSync(LOCK).mtimeMs;
}

function install() {
  console.log('正在安装依赖（首次约 1 分钟）……');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  if (call(npm, ['ci', '--no-audit', '--no-fund']) !== 0) installLeniently(npm);
  writeFileSync(STAMP, digest());
}

/** `npm ci` refuses a lock that lacks some other platform's package; `npm install` takes it, and must not rewrite it for everybody. */
function installLeniently(npm) {
  console.log('npm ci 没有成功，改用 npm install 再试一次……');
  const lock = readFileSync(LOCK);
  const code = call(npm, ['install', '--no-audit', '--no-fund']);
  if (!readFileSync(LOCK).equals(lock)) writeFileSync(LOCK, lock);
  if (code !== 0) stop('安装依赖失败。请检查网络或 npm 镜像设置（npm config get registry）后重试。');
}

function digest() {
  return createHash('sha256').update(readFileSync(LOCK)).digest('hex');
}

function stop(message) {
  console.error(message);
  process.exit(1);
}
