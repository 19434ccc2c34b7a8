// Sees that a Chromium is on this machine, for the test of the chat page: installs it with apt-get (as root), saying so, or names the one
// line that does. The desk itself needs none.
import { realpathSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { aptInstall, findOnPath, isExecutable } from './programs.mjs'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const ELSEWHERE = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]
const WRONG_SETUP = 2

/**
 * Answers `{ ok: true, path }` once there is a Chromium, else `{ ok: false, problem }` with one line that says what to do. `say` gets a line
 * before it is installed.
 */
export function ensureChromium(say, { isRoot = process.getuid?.() === 0, elsewhere = ELSEWHERE } = {}) {
  const found = find(elsewhere)
  if (found !== null) return { ok: true, path: found }
  if (!isRoot || findOnPath('apt-get') === null) return { ok: false, problem: `Chromium is not installed. ${advice()}` }
  say('Chromium is not installed: installing it with apt-get …')
  const failure = aptInstall('chromium')
  const path = find(elsewhere)
  if (path !== null) return { ok: true, path }
  const why = failure ?? 'it is still not on PATH'
  return { ok: false, problem: `apt-get could not install chromium (${why}). ${advice()}` }
}

const find = (elsewhere) => findOnPath(...NAMES) ?? elsewhere.find(isExecutable) ?? null

function advice() {
  if (findOnPath('apt-get') !== null) return 'Run: sudo apt-get install -y --no-install-recommends chromium'
  if (process.platform === 'darwin') return 'Run: brew install --cask chromium'
  return "Install Chromium with this system's package manager."
}

function main() {
  const chromium = ensureChromium((line) => console.error(line))
  if (chromium.ok) return 0
  console.error(chromium.problem)
  return WRONG_SETUP
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url))
  process.exitCode = main()
