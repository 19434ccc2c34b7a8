/** Runs the built command as an operator does: in a directory of its own, with nothing of our environment but the path. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll } from 'vitest'
import { dispatch } from '../../src/commands/dispatch.ts'
import type { Output } from '../../src/commands/output.ts'
import { readConfig } from '../../src/config.ts'

const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url))

let directory = ''

/** Call it once in a test file, before anything else: the directory in which its commands run, gone after its tests. */
export function useDirectory(): void {
  const mine = mkdtempSync(join(tmpdir(), 'aftercare-commands-'))
  directory = mine
  afterAll(() => rmSync(mine, { recursive: true, force: true }))
}

/** A place for a file of a test. */
export const temporary = (name: string): string => join(directory, name)

export interface Ran {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>
  readonly input?: string
}

export function begin(args: readonly string[], env: RunOptions['env'] = {}): ChildProcessWithoutNullStreams {
  const { PATH = '', HOME = directory } = process.env
  return spawn(process.execPath, [CLI, ...args], { cwd: directory, env: { PATH, HOME, ...env }, stdio: 'pipe' })
}

export async function aftercare(args: readonly string[], { env, input = '' }: RunOptions = {}): Promise<Ran> {
  const child = begin(args, env)
  // A command that ends without reading closes the pipe.
  child.stdin.on('error', () => child.stdin.destroy())
  child.stdin.end(input)
  return await ended(child)
}

/** What a child has said by its end. */
export function ended(child: ChildProcessWithoutNullStreams): Promise<Ran> {
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text) => {
    stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderr += text
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (status) => resolve({ status, stdout, stderr }))
  })
}

export const jsonLines = ({ stdout }: Ran): Record<string, unknown>[] =>
  stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))

/** The same commands in this process, for the many small answers. The environment is what is given and nothing else. */
export async function inProcess(args: readonly string[], env: RunOptions['env'] = {}): Promise<Ran> {
  const told = { stdout: '', stderr: '' }
  const json = args.includes('--json')
  const out: Output = {
    line: (text) => {
      told.stdout += `${text}\n`
    },
    part: (text) => {
      told.stdout += text
    },
    note: (text) => {
      told.stderr += json ? '' : `${text}\n`
    },
    error: (text) => {
      told.stderr += `${json ? JSON.stringify({ error: text }) : text}\n`
    },
  }
  const load = () => readConfig({ DATA_DIR: temporary('data'), ...env })
  try {
    return { status: await dispatch(args, out, load), ...told }
  } catch (error) {
    // As `cli.ts` does it.
    out.error((error as Error).message)
    return { status: 1, ...told }
  }
}

/** What a refusal looks like, plain and with `--json`. */
export async function refused(args: readonly string[], env: RunOptions['env'] = {}) {
  const [plain, json] = await Promise.all([inProcess(args, env), inProcess([...args, '--json'], env)])
  const line = plain.stderr.replace(/\n$/, '')
  return {
    status: [plain.status, json.status],
    stdout: plain.stdout + json.stdout,
    line,
    json: JSON.parse(json.stderr),
  }
}

/** What `refused` answers for nothing on stdout and one clear line on stderr. */
export const oneLine = (status: number, line: unknown) => ({
  status: [status, status],
  stdout: '',
  line,
  json: { error: line },
})
