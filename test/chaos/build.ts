/** Bundles the worker into one file, which starts in a fraction of the time, with the scripts and the prepared content beside it. */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { scriptText } from './broken.ts'
import type { Broken } from './messages.ts'

const PROJECT = fileURLToPath(new URL('../../', import.meta.url))
/** Read beside the code that asks for them. */
const PREPARED = ['dist/domain/content/prepared.json', 'dist/domain/triage/weights.bin']
const REQUIRE = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);"

export interface Bundle {
  readonly file: string
  remove(): void
}

/** The same for every run of a process: builds differ in their scripts alone. */
let bundled: Promise<Uint8Array> | null = null

export async function bundleWorker(broken: Broken | null): Promise<Bundle> {
  bundled ??= bundledCode()
  const code = await bundled
  const dir = mkdtempSync(join(tmpdir(), 'aftercare-chaos-'))
  const file = join(dir, 'worker.mjs')
  writeFileSync(file, code)
  writeScripts(join(PROJECT, 'src/store/scripts'), join(dir, 'scripts'), broken)
  for (const prepared of PREPARED) {
    const from = join(PROJECT, prepared)
    if (existsSync(from)) copyFileSync(from, join(dir, basename(prepared)))
  }
  return { file, remove: () => rmSync(dir, { recursive: true, force: true }) }
}

async function bundledCode(): Promise<Uint8Array> {
  const { outputFiles } = await build({
    entryPoints: [join(PROJECT, 'test/chaos/worker.ts')],
    write: false,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    banner: { js: REQUIRE },
    // Loaded for photos alone, of which these talks have none.
    external: ['sharp'],
    logLevel: 'error',
  })
  const [only] = outputFiles
  if (only === undefined || outputFiles.length > 1) throw new Error('the worker is one file')
  return only.contents
}

function writeScripts(from: string, to: string, broken: Broken | null): void {
  mkdirSync(to)
  for (const name of readdirSync(from)) {
    writeFileSync(join(to, name), scriptText(broken, name, readFileSync(join(from, name), 'utf8')))
  }
}
