/** The Lua scripts, read once from `scripts/*.lua`, and the way to run one. Each file's head states its keys, arguments and answer. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

export type ScriptName =
  | 'account-change'
  | 'ask-each'
  | 'bury'
  | 'backlog'
  | 'claim'
  | 'commit'
  | 'due'
  | 'echo'
  | 'feed-read'
  | 'feed-seen'
  | 'feed-show'
  | 'file-keep'
  | 'file-room'
  | 'forget-parked'
  | 'forget-transcript'
  | 'hours-set'
  | 'ingest'
  | 'lane-claim'
  | 'lane-finish'
  | 'lane-wait'
  | 'lease'
  | 'link-open'
  | 'lease-release'
  | 'look-up'
  | 'note-again'
  | 'now'
  | 'open'
  | 'park'
  | 'read-keys'
  | 'release'
  | 'say-begin'
  | 'say-end'
  | 'renew'
  | 'sends-stop'
  | 'sends-take'
  | 'sign-in-try'
  | 'watch'
  | 'turn'
  | 'turn-usual'
  | 'unseen-due'
  | 'unseen-told'
  | 'window-open'
  | 'window-take'

export interface Script {
  readonly text: string
  /** SHA-1 of the text, by which Redis knows it. */
  readonly sha: string
}

const read = (name: string): string => readFileSync(new URL(`./scripts/${name}.lua`, import.meta.url), 'utf8')

const loaded = new Map<ScriptName, Script>()

/** What any script may call. */
const SHARED = ['clock', 'feed', 'seen', 'lane-fill', 'current', 'files']
/** Scripts that another one calls, as functions of their keys and arguments. */
const CALLED: Partial<Record<ScriptName, readonly ScriptName[]>> = {
  turn: ['ingest', 'claim', 'commit', 'lane-claim'],
  'turn-usual': ['ingest', 'claim'],
}

const asFunction = (name: ScriptName): string =>
  `local function ${name.replace('-', '_')}(KEYS, ARGV)\n${read(name)}\nend`

/** A script with the shared functions set before it. Throws when the file is missing from the build. */
export function script(name: ScriptName): Script {
  const known = loaded.get(name)
  if (known !== undefined) return known
  const text = [...SHARED.map(read), ...(CALLED[name] ?? []).map(asFunction), read(name)].join('\n')
  const fresh = { text, sha: createHash('sha1').update(text).digest('hex') }
  loaded.set(name, fresh)
  return fresh
}
