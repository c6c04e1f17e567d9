// `node toolchain/run.mjs COMMAND …`: what every `npm run` starts. It runs on any Node from 18 on with
// nothing installed, makes node_modules current and hands over to Node 24, which runs the TypeScript.
import { spawn } from 'node:child_process';
import { accessSync, constants, readFileSync } from 'node:fs';
import { constants as os } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runQuietly, withLock, withProgress } from './steps.mjs';

const clone = dirname(dirname(fileURLToPath(import.meta.url)));
// package.json says once which commands there are.
const COMMANDS = Object.keys(JSON.parse(readFileSync(join(clone, 'package.json'), 'utf8')).scripts);
const modules = join(clone, 'node_modules');
const local = resolve(process.env.LOCAL_DIR ?? join(clone, '.local'));
const node = join(modules, 'node', 'bin', 'node');

const [command, ...rest] = process.argv.slice(2);
if (!COMMANDS.includes(command)) {
  const asked =
    command === undefined ? 'No command given' : `There is no command ${JSON.stringify(command)}`;
  console.error(`${asked}. The commands are: ${COMMANDS.join(', ')}.\nExample: npm run up`);
  process.exit(2);
}

if (process.platform === 'win32') {
  console.error(
    'Windows is served through WSL: run this in a Linux distribution there (wsl --install).',
  );
  process.exit(1);
}
try {
  await installModules();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
await handOver();

/** `npm ci`, unless node_modules holds exactly what package-lock.json names. */
async function installModules() {
  if (!isInstalled()) {
    await withLock(join(local, 'npm-ci.lock'), async () => {
      if (isInstalled()) return;
      await withProgress('Installing npm packages', () =>
        runQuietly('npm', ['ci', '--no-audit', '--no-fund'], { cwd: clone, env: outsideNpm() }),
      );
    });
  }
  try {
    accessSync(node, constants.X_OK);
  } catch {
    // npm puts this binary there by an install script, which its settings may forbid.
    throw new Error(
      `Node 24 is missing: ${node}\n` +
        `npm did not run the install script of the package \`node\`. Run this in ${clone}:\n` +
        '    npm rebuild node --ignore-scripts=false\n' +
        'If npm asks to allow the script first: npm approve-scripts node',
    );
  }
}

/** npm notes in node_modules what it installed, last of all; packages for other systems are optional. */
function isInstalled() {
  try {
    const wanted = readPackages(join(clone, 'package-lock.json'));
    const present = readPackages(join(modules, '.package-lock.json'));
    const same = (path) => identity(wanted[path]) === identity(present[path]);
    return (
      Object.keys(present).every(same) &&
      Object.keys(wanted).every((path) => path === '' || wanted[path].optional || same(path))
    );
  } catch {
    return false;
  }
}

function readPackages(path) {
  return JSON.parse(readFileSync(path, 'utf8')).packages;
}

function identity(entry) {
  return (
    entry && JSON.stringify([entry.version, entry.integrity, entry.link ? entry.resolved : null])
  );
}

/** npm's settings for the running script (prefix, workspace …) are not meant for another npm. */
function outsideNpm() {
  const kept =
    /^npm_config_(registry|cache|.*proxy|cafile|userconfig|globalconfig|offline|prefer_offline)$/i;
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('npm_') || kept.test(name)),
  );
}

async function handOver() {
  const child = spawn(node, [join(clone, 'commands', `${command}.ts`), ...rest], {
    stdio: 'inherit',
    env: {
      ...process.env,
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(local, 'compile-cache'),
    },
  });
  // A terminal sends its signals to the whole group, the child included: only stay alive for it.
  process.on('SIGINT', () => {});
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  const [code, signal] = await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (...ended) => resolve(ended));
  });
  process.exitCode = signal ? 128 + os.signals[signal] : code;
}
