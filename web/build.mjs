// Builds and tests the web app for Maven with the machine's own Node: `node build.mjs build | test`.
// No dependencies; does nothing when neither the sources nor the locked packages changed since the last time.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, 'target');
const output = join(target, 'classes', 'static');
const inputs = ['src', 'public', 'index.html', 'package.json', 'package-lock.json', 'tsconfig.json', 'vite.config.ts'];

function fail(message) {
  console.error(`web: ${message}`);
  process.exit(1);
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    fail(
      `Node ${process.versions.node} is too old: the web app needs Node 20.19 or newer. ` +
        'Install it from nodejs.org or your package manager, make sure that `node --version` shows it, and build again.',
    );
  }
}

function run(command, args) {
  const result = spawnSync(command, args, { cwd: here, stdio: 'inherit', shell: process.platform === 'win32' });
  if (result.error) fail(`could not start ${command}: ${result.error.message}. Is npm installed beside Node?`);
  if (result.status !== 0) fail(`"${command} ${args.join(' ')}" failed (exit ${result.status}).`);
}

function install() {
  const installed = join(here, 'node_modules', '.package-lock.json');
  const lock = join(here, 'package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  run('npm', ['ci', '--no-audit', '--no-fund']);
}

/** The server writes documents in Devanagari with this font; it comes under the SIL Open Font License. */
function copyFont() {
  const from = join(here, 'node_modules', '@expo-google-fonts', 'noto-sans-devanagari');
  const to = join(target, 'classes', 'fonts');
  mkdirSync(to, { recursive: true });
  copyFileSync(join(from, '400Regular', 'NotoSansDevanagari_400Regular.ttf'), join(to, 'NotoSansDevanagari.ttf'));
  copyFileSync(join(from, 'LICENSE_FONT'), join(to, 'NotoSansDevanagari.LICENSE'));
}

function files(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => files(join(path, name)));
}

function sourceHash() {
  const hash = createHash('sha256').update(process.versions.node.split('.')[0]);
  for (const file of inputs
    .map((name) => join(here, name))
    .filter(existsSync)
    .flatMap(files)) {
    hash.update(relative(here, file)).update('\0').update(readFileSync(file));
  }
  return hash.digest('hex');
}

/** Runs `work` unless it already succeeded for these very sources. */
function once(name, proof, work) {
  const stamp = join(target, `web-${name}.sha256`);
  const hash = sourceHash();
  if (existsSync(proof) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) {
    console.log(`web: ${name} is up to date`);
    return;
  }
  rmSync(stamp, { force: true });
  install();
  work();
  mkdirSync(target, { recursive: true });
  writeFileSync(stamp, hash);
}

checkNode();
const step = process.argv[2];
if (step === 'build') {
  once('build', join(output, 'index.html'), () => {
    run('npm', ['run', '--silent', 'build']);
    copyFont();
  });
} else if (step === 'test') {
  once('test', target, () => run('npm', ['test', '--silent']));
} else {
  fail('usage: node build.mjs build | test');
}
