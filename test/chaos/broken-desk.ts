/** Built desks that break a promise to staff: the build with a part of it changed, in a folder of its own. A run must notice each of them. */
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const PROJECT = fileURLToPath(new URL('../../', import.meta.url))
/** Found beside the build. */
const BESIDE = ['node_modules', 'content', 'package.json'] as const

export const BROKEN_DESKS = ['note-sent', 'staff-line-lost'] as const
export type BrokenDesk = (typeof BROKEN_DESKS)[number]

interface Change {
  readonly file: string
  readonly what: string
  readonly by: string
}

const CHANGES: Readonly<Record<BrokenDesk, Change>> = {
  'note-sent': { file: 'flows/room/staff-line.js', what: "'note:', ", by: '' },
  'staff-line-lost': {
    file: 'bot/staff-room-turn.js',
    what: 'outgoing.push({',
    by: 'if ((globalThis.lines = (globalThis.lines ?? 0) + 1) % 5 !== 0) outgoing.push({',
  },
}

export interface BrokenBuild {
  /** Its `cli.js`. */
  readonly cli: string
  remove(): void
}

/** Throws when the build holds no such part any more. */
export function breakDesk(broken: BrokenDesk): BrokenBuild {
  const { file, what, by } = CHANGES[broken]
  const dir = mkdtempSync(join(tmpdir(), 'aftercare-broken-'))
  cpSync(join(PROJECT, 'dist'), join(dir, 'dist'), { recursive: true })
  for (const name of BESIDE) symlinkSync(join(PROJECT, name), join(dir, name))
  const path = join(dir, 'dist', file)
  const code = readFileSync(path, 'utf8')
  if (code.split(what).length !== 2) throw new Error(`${file} holds “${what}” not once`)
  writeFileSync(path, code.replace(what, by))
  return { cli: join(dir, 'dist', 'cli.js'), remove: () => rmSync(dir, { recursive: true, force: true }) }
}
