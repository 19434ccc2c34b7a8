// Builds dist/ from src/: compiles, copies what is not TypeScript, and replaces only the files that changed, so that a process which
// starts meanwhile never meets half a build. Type errors are the business of `npm run types`, not of this.
import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const PROJECT = fileURLToPath(new URL('..', import.meta.url))
const STAMP = '.built'
/** What the `aftercare` command of package.json runs. */
const COMMAND = 'cli.js'
const COMMAND_LINK = 'node_modules/.bin/aftercare'

/** `fresh`, `older` than src/, or `missing`. Without src/ (a container image) a dist/ that is there is fresh. */
export function distState(root = PROJECT) {
  if (!existsSync(join(root, 'dist'))) return 'missing'
  if (!existsSync(join(root, 'src'))) return 'fresh'
  const stamp = join(root, 'dist', STAMP)
  return existsSync(stamp) && newestChange(join(root, 'src')) <= statSync(stamp).mtimeMs ? 'fresh' : 'older'
}

/** Whether the compiler is installed; it is not after `npm ci --omit=dev`. */
export function canBuild(root = PROJECT) {
  return existsSync(compiler(root)) && existsSync(join(root, 'src'))
}

/** Builds dist/. Answers true when it was built, false when the compiler refused (its own words are on stderr then). */
export function build(root = PROJECT) {
  const newest = newestChange(join(root, 'src'))
  const staging = mkdtempSync(join(root, '.dist-'))
  try {
    if (!compile(root, staging)) return false
    copyAssets(join(root, 'src'), staging)
    prepareContent(root, staging)
    writeFileSync(join(staging, STAMP), '')
    utimesSync(join(staging, STAMP), newest / 1000 + 0.001, newest / 1000 + 0.001)
    replaceChanged(staging, join(root, 'dist'))
    return true
  } finally {
    rmSync(staging, { recursive: true, force: true })
  }
}

function compile(root, outDir) {
  const args = [compiler(root), '-p', join(root, 'tsconfig.build.json'), '--noCheck', '--outDir', outDir]
  const run = spawnSync(process.execPath, args, { encoding: 'utf8' })
  if (run.status !== 0) process.stderr.write(`${run.stdout}${run.stderr}`)
  return run.status === 0
}

/** Reads and learns the content beforehand. Where that fails, the reason is on stderr and the desk does it at its start. */
function prepareContent(root, outDir) {
  for (const step of ['prepare-content.mjs', 'train-triage.mjs']) {
    const script = join(root, 'scripts', step)
    if (existsSync(script)) spawnSync(process.execPath, [script, outDir, join(root, 'content')], { stdio: 'inherit' })
  }
}

function compiler(root) {
  return join(root, 'node_modules/typescript/bin/tsc')
}

function copyAssets(from, to) {
  for (const file of filesIn(from)) {
    if (file.endsWith('.ts')) continue
    mkdirSync(dirname(join(to, file)), { recursive: true })
    copyFileSync(join(from, file), join(to, file))
  }
}

/** Makes `to` equal to `from`: each changed file appears whole by a rename, what is no longer built goes, the stamp comes last. */
function replaceChanged(from, to) {
  const built = filesIn(from)
  for (const file of built.filter((name) => name !== STAMP && !sameContent(join(from, name), join(to, name)))) {
    move(join(from, file), join(to, file))
  }
  const kept = new Set(built)
  for (const file of filesIn(to)) if (!kept.has(file)) rmSync(join(to, file), { force: true })
  makeExecutable(join(to, COMMAND))
  move(join(from, STAMP), join(to, STAMP))
}

function makeExecutable(path) {
  if (existsSync(path)) chmodSync(path, 0o755)
}

function move(from, to) {
  mkdirSync(dirname(to), { recursive: true })
  renameSync(from, to)
}

function sameContent(a, b) {
  return existsSync(b) && readFileSync(a).equals(readFileSync(b))
}

/** Paths of all files below, relative to the directory. */
function filesIn(directory) {
  if (!existsSync(directory)) return []
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(directory.length + 1))
}

/** The latest change of a file or (for a file that went) a directory, in milliseconds since the epoch. */
function newestChange(directory) {
  const entries = readdirSync(directory, { recursive: true })
  return Math.max(...[directory, ...entries.map((name) => join(directory, name))].map(changedAt))
}

/** 0 for a file that has gone since it was listed: its directory tells. */
function changedAt(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
}

/** Lets `npx --no-install aftercare` find the command: npm links the commands of dependencies, not the project's own. */
function linkCommand(root) {
  const link = join(root, COMMAND_LINK)
  if (existsSync(link) || !existsSync(dirname(link))) return
  rmSync(link, { force: true })
  symlinkSync(join('../../dist', COMMAND), link)
}

function main() {
  if (process.argv.includes('--if-older') && distState() === 'fresh') return 0
  linkCommand(PROJECT)
  if (!canBuild()) {
    console.log('TypeScript is not installed here (npm ci --omit=dev): dist/ is used as it is.')
    return 0
  }
  return build() ? 0 : 1
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url))
  process.exitCode = main()
