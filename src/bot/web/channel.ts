/** The web chat as a channel: its lines go into the feed that pages show, its letters come from their requests. */
import type { FastifyInstance } from 'fastify'
import type { Line } from '../../flows/types.ts'
import {
  type ConversationId,
  type Feed,
  type Files,
  type Ingested,
  type Letter,
  type Sessions,
  StoreUnavailable,
} from '../../ports.ts'
import type { Channel, Sent } from '../channel.ts'
import { createTakeFile } from '../files/take.ts'
import type { Log } from '../log.ts'
import type { Status } from '../pages/status.ts'
import { createIntake } from './intake.ts'
import { createLinks } from './links.ts'
import { addChat } from './routes.ts'
import { lineShown } from './shown.ts'
import { STREAM_TIMING, type StreamTiming } from './stream.ts'
import { createTabs } from './tabs.ts'
import { createUnseenWatch, type UnseenOptions } from './unseen.ts'
import { createUploads } from './uploads.ts'
import { isWebConversation } from './visitor.ts'

export interface WebOptions {
  /** Resolves once the letter is safe in Redis and stands in the feed. */
  readonly accept: (letter: Letter, shown: string) => Promise<Ingested>
  readonly feed: Feed
  readonly sessions: Sessions
  readonly files: Files
  /** Where staff hear that a line of theirs is not seen; null where nobody listens. */
  readonly staff: Pick<UnseenOptions, 'unseen' | 'staffRoom' | 'accept' | 'lookEveryMs'> | null
  /** Where customers reach the desk, without a slash at the end; null when nobody said. */
  readonly publicUrl: string | null
  readonly status: () => Status | Promise<Status>
  readonly log: Log
  readonly timing?: StreamTiming
}

export interface Web {
  readonly channel: Channel
  /** Adds the page and its API to the desk's HTTP. */
  readonly addTo: (app: FastifyInstance) => void
}

export function createWeb(options: WebOptions): Web {
  const { accept, feed, sessions, files, publicUrl, status, log, timing = STREAM_TIMING } = options
  const tabs = createTabs()
  const intake = createIntake({
    feed,
    sessions,
    async accept(letter, shown) {
      const ingested = await accept(letter, shown)
      tabs.tell(letter.conversation)
      return ingested
    },
  })
  const watch = options.staff === null ? null : createUnseenWatch({ ...options.staff, feed, log })
  const links = createLinks({ intake, sessions })
  const uploads = createUploads({ intake, takeFile: createTakeFile(files) })
  return {
    channel: {
      name: 'web',
      state: () => ({ status: 'ready', as: `${publicUrl ?? ''}/chat` }),
      serves: isWebConversation,
      start: () => watch?.start(),
      stop: async () => {
        uploads.stop()
        tabs.close()
        await watch?.stop()
      },
      sendsFiles: true,
      send: async (conversation, line, _signal, sequence) => {
        const sent = await showOn({ feed, files }, conversation, line, sequence)
        tabs.tell(conversation)
        return sent
      },
    },
    addTo: (app) => addChat(app, { intake, uploads, links, files, feed, tabs, publicUrl, status, log, timing }),
  }
}

/** Sent means that it stands in the feed: a page shows it now or when it is opened again. */
async function showOn(
  { feed, files }: Pick<WebOptions, 'feed' | 'files'>,
  conversation: ConversationId,
  line: Line,
  sequence: number,
): Promise<Sent> {
  try {
    const file = line.file === undefined ? null : await files.keptFile(conversation, line.file.id)
    if (line.file !== undefined && file === null) return { status: 'refused', reason: 'the file is kept no more' }
    await feed.show(conversation, JSON.stringify(lineShown(line, file)), sequence, line.from === 'staff')
    return { status: 'sent', ref: null }
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error
    return { status: 'again', reason: 'Redis did not take the line' }
  }
}
