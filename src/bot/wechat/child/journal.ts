/**
 * What the account received and the desk has not taken yet, on the disk: it outlives this process, the desk and Redis. An entry is there before
 * anything is made of it. Knows no puppet.
 */
import {
  appendFileSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Heard } from '../wire.ts'

/** What a puppet told: no more than an id. */
export interface Event {
  readonly kind: 'message' | 'friendship'
  readonly id: string
}

export interface Entry {
  readonly n: number
  readonly event: Event
  /** Null until the puppet has given it out. */
  readonly heard: Heard | null
}

export interface Journal {
  /** Null when too much waits already. */
  begin(event: Event): Entry | null
  heard(n: number, heard: Heard): void
  /** It is safe elsewhere, or nothing for us: it goes, with its file. */
  done(n: number): void
  /** Oldest first. */
  entries(): readonly Entry[]
  /** Where an entry's file is to lie; null when the files that wait are too large already. */
  fileOf(n: number): string | null
}

export const MOST_ENTRIES = 1_000
const MOST_FILE_BYTES = 256 * 1024 * 1024
const PRIVATE = { dir: 0o700, file: 0o600 }

/** What is written is our own; a line that was cut off in the middle is none. */
const lineSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('began'),
    n: z.number(),
    event: z.object({ kind: z.enum(['message', 'friendship']), id: z.string() }),
  }),
  z.object({ kind: z.literal('heard'), n: z.number(), heard: z.looseObject({ kind: z.string() }) }),
  z.object({ kind: z.literal('done'), n: z.number() }),
])
type Line = z.output<typeof lineSchema>

/** Opens a folder's journal with what an earlier process left in it. Every write is with the system before it returns. */
export function openJournal(folder: string): Journal {
  const [path, files] = [join(folder, 'received.jsonl'), join(folder, 'files')]
  mkdirSync(files, { recursive: true, mode: PRIVATE.dir })
  const open = entriesIn(path)
  rewrite(path, open)
  let last = Math.max(0, ...open.keys())
  for (const name of readdirSync(files)) if (!open.has(Number(name))) rmSync(join(files, name), { force: true })
  const file = openSync(path, 'a', PRIVATE.file)
  const write = (line: Line): void => appendFileSync(file, `${JSON.stringify(line)}\n`)

  return {
    begin(event) {
      if (open.size >= MOST_ENTRIES) return null
      last += 1
      const entry = { n: last, event, heard: null }
      write({ kind: 'began', n: last, event })
      open.set(last, entry)
      return entry
    },
    heard(n, heard) {
      const entry = open.get(n)
      if (entry === undefined) return
      write({ kind: 'heard', n, heard: { ...heard } })
      open.set(n, { ...entry, heard })
    },
    done(n) {
      if (!open.delete(n)) return
      rmSync(join(files, String(n)), { force: true })
      // Words of customers stay no longer than they are needed.
      if (open.size === 0) ftruncateSync(file, 0)
      else write({ kind: 'done', n })
    },
    entries: () => [...open.values()],
    fileOf: (n) => (bytesIn(files) < MOST_FILE_BYTES ? join(files, String(n)) : null),
  }
}

/** Without what is done, and without a line that was cut off. */
function rewrite(path: string, open: ReadonlyMap<number, Entry>): void {
  const lines = [...open.values()].flatMap(({ n, event, heard }): readonly Line[] => [
    { kind: 'began', n, event },
    ...(heard === null ? [] : [{ kind: 'heard' as const, n, heard: { ...heard } }]),
  ])
  writeFileSync(`${path}.part`, lines.map((line) => `${JSON.stringify(line)}\n`).join(''), { mode: PRIVATE.file })
  renameSync(`${path}.part`, path)
}

function entriesIn(path: string): Map<number, Entry> {
  const entries = new Map<number, Entry>()
  for (const line of linesIn(path)) {
    const entry = entries.get(line.n)
    if (line.kind === 'began') entries.set(line.n, { n: line.n, event: line.event, heard: null })
    else if (line.kind === 'done') entries.delete(line.n)
    else if (entry !== undefined) entries.set(line.n, { ...entry, heard: line.heard as unknown as Heard })
  }
  return entries
}

function linesIn(path: string): readonly Line[] {
  if (statSync(path, { throwIfNoEntry: false }) === undefined) return []
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((text) => {
      const read = lineSchema.safeParse(jsonOf(text))
      return read.success ? [read.data] : []
    })
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const bytesIn = (folder: string): number =>
  readdirSync(folder).reduce(
    (sum, name) => sum + (statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0),
    0,
  )
