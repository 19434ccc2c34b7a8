/** Builds of the desk that break a promise: scripts with a part cut out, or a store put together wrongly. A run must notice each of them. */
import type { Channel } from '../../src/bot/channel.ts'
import { readEntry } from '../../src/bot/letters.ts'
import type { Commit, Store } from '../../src/ports.ts'
import { connect, type RedisConnection } from '../../src/store/connect.ts'
import { conversationKeys } from '../../src/store/keys.ts'
import type { Broken } from './messages.ts'

interface Cut {
  /** The script's file. */
  readonly file: string
  readonly what: RegExp
  readonly by: string
}

const CUTS: Partial<Record<Broken, Cut>> = {
  'no-dedupe': {
    file: 'seen.lua',
    what: /if string\.find\(ids, [^\n]*then return nil end/,
    by: '',
  },
  'no-fence': {
    file: 'commit.lua',
    what: /if redis\.call\('HGET', KEYS\[1\], 'fence'\) ~= ARGV\[2\] then\n {2}return 'refused'\nend/,
    by: '',
  },
  'no-version': {
    file: 'current.lua',
    what: /if stored\[1\] ~= fence or stored\[2\] ~= birth then return nil end/,
    by: '',
  },
  'commit-without-bump': { file: 'commit.lua', what: /redis\.call\('HINCRBY', KEYS\[1\], 'fence', 1\)/, by: '' },
}

/** Builds whose fault lies in what a warm turn would not go through. */
export const isOfPlainPath = (broken: Broken | null): boolean =>
  broken === 'no-fence' || broken === 'commit-without-bump' || broken === 'send-before-commit'

/** A script's text as this build has it. Throws when what is to be cut out is no longer there. */
export function scriptText(broken: Broken | null, file: string, text: string): string {
  const cut = broken === null ? undefined : CUTS[broken]
  if (cut === undefined || cut.file !== file) return text
  if (!cut.what.test(text)) throw new Error(`${file} no longer has what ${broken} cuts out of it`)
  return text.replace(cut.what, cut.by)
}

/** Sends what a turn says before it is committed; the lane then only marks it as sent. */
export async function sendingFirst(connection: RedisConnection, store: Store, channel: Channel) {
  const redis = await connect(connection)
  const refs = new Map<string, string | null>()
  const sendNow = async ({ claim: { conversation }, customer }: Commit) => {
    const before = Number((await redis.command('HGET', conversationKeys.self(conversation), 'customer.sequence')) ?? 0)
    for (const [place, entry] of customer.entries()) {
      const read = readEntry(typeof entry === 'string' ? entry : entry.body)
      if (!('line' in read)) throw new Error('these talks say lines alone')
      const sequence = before + place + 1
      const sent = await channel.send(conversation, read.line, AbortSignal.timeout(20_000), sequence)
      refs.set(`${conversation} ${sequence}`, sent.status === 'sent' ? sent.ref : null)
    }
  }
  const hasty: Store = {
    ...store,
    async commit(commit) {
      await sendNow(commit)
      return await store.commit(commit)
    },
  }
  const marking: Channel = {
    ...channel,
    send: async (conversation, _line, _signal, sequence) => ({
      status: 'sent',
      ref: refs.get(`${conversation} ${sequence}`) ?? null,
    }),
  }
  return { store: hasty, channels: [marking] }
}
