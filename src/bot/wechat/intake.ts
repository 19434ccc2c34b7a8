/**
 * What the WeChat process heard, on its way into Redis: in order per conversation, again and again until it is taken. The process keeps it
 * meanwhile; it may forget it once it is told so here.
 */
import { setMaxListeners } from 'node:events'
import { DAY, HOUR } from '../../domain/values.ts'
import type { Inbound, StaffRoomInbound } from '../../flows/types.ts'
import { type ConversationId, type Letter, type Store, StoreUnavailable } from '../../ports.ts'
import type { Accept } from '../channel.ts'
import { settling } from '../cut-texts.ts'
import type { TakeFile } from '../files/take.ts'
import type { Log } from '../log.ts'
import { enclosureOf, type HeardMessage, inboundOf } from './inbound.ts'
import { type JudgeParts, judgeOwn } from './own.ts'
import { conversationOf, letterId, type Place } from './places.ts'
import type { RoomFiles } from './room-files.ts'
import { backoff } from './sleep.ts'
import { fileWords, readStaffMessage } from './staff-room.ts'
import type { Heard } from './wire.ts'

export interface IntakeParts extends JudgeParts {
  readonly accept: Accept
  readonly roomFiles: Pick<RoomFiles, 'keep' | 'meant'>
  /** Keeps aside for people what cannot be taken. */
  readonly park: Store['park']
  readonly takeFile: TakeFile
  /** The folder of the process's journal. */
  readonly spool: string
  /** A customer wrote, at that moment (real time, ms): before it is accepted, so that its answer may go. */
  readonly heardFrom: (conversation: ConversationId, at: number) => Promise<void>
  /** Tells the process that it is safe. */
  readonly taken: (n: number) => void
  /** Accepts a friend in its own time; resolves with what they are known by, null when it was refused. */
  readonly befriend: (friendship: string, contact: string, signal: AbortSignal) => Promise<string | null>
  /** Real time, ms. */
  readonly now: () => number
  readonly log: Log
}

export interface Intake {
  /** The same number is taken once, however often it comes. */
  take(n: number, heard: Heard): void
  /** Resolves when nothing is under way; what is not in Redis by then stays with the process. */
  stop(): Promise<void>
}

const FIRST_WAIT_MS = 250
const MOST_WAIT_MS = 5_000
/** Of another kind than a Redis that is away, which is waited for without end. */
const MOST_FAILURES = 8
/** Ids are remembered for a day: what is older may have been answered, in another run of the puppet's history. */
const OLD_AFTER_MS = DAY - HOUR
const MAX_CONVERSATION_CHARS = 128

export function createIntake(parts: IntakeParts): Intake {
  const { accept, park, heardFrom, roomFiles, taken, befriend, now, sleep, log } = parts
  const stopping = new AbortController()
  const { signal } = stopping
  // One for each message that waits.
  setMaxListeners(0, signal)
  const lines = new Map<string, Promise<void>>()
  const under = new Set<number>()

  async function handIn(n: number, heard: Heard): Promise<void> {
    let failures = 0
    for (let tries = 0; !signal.aborted; tries += 1) {
      try {
        const letter = await letterOf(n, heard)
        if (signal.aborted) return
        if (letter !== null) await accept(letter)
        return taken(n)
      } catch (error) {
        log.warn({ err: error, tries }, 'wechat: a message was not taken, it is handed in again')
        if (!(error instanceof StoreUnavailable)) failures += 1
        if (failures === MOST_FAILURES) return await keepAside(n, heard)
        await sleep(backoff(tries, FIRST_WAIT_MS, MOST_WAIT_MS), signal)
      }
    }
  }

  async function keepAside(n: number, heard: Heard): Promise<void> {
    try {
      await park('wechat', JSON.stringify(heard))
      taken(n)
    } catch (error) {
      // It stays with the process, which hands it out again after its next start.
      log.error({ err: error }, 'wechat: a message could not be kept aside')
    }
  }

  /** Null for what leads to nothing. */
  async function letterOf(n: number, heard: Heard): Promise<Letter | null> {
    if (heard.kind === 'friendship') return await newFriend(heard)
    const conversation = conversationOf(heard.place)
    if (conversation.length > MAX_CONVERSATION_CHARS) {
      log.error({ messageId: heard.id }, 'wechat: a message is lost, the ids of its room and writer are too long')
      return null
    }
    const id = letterId(heard.account, heard.id)
    if (heard.place.kind === 'staff') return await staffLetter(conversation, id, n, heard)
    if (heard.isOwn) {
      const meant = await judgeOwn(conversation, heard, now(), parts, signal)
      return meant && letter(conversation, id, meant, false)
    }
    const inbound = await inboundOf(conversation, n, heard, parts)
    await heardFrom(conversation, heard.at)
    const isOld = now() - heard.at > OLD_AFTER_MS
    return isOld ? letter(conversation, id, recorded(heard), false) : letter(conversation, id, inbound, true)
  }

  /** In the staff room too the account's phone may be somebody's. */
  async function staffLetter(room: ConversationId, id: string, n: number, heard: HeardMessage): Promise<Letter | null> {
    const { by, at, content } = heard
    if (heard.isOwn && (await judgeOwn(room, heard, now(), parts, signal)) === null) return null
    if (content.kind === 'file' && !heard.isOwn) {
      const file = { room, by: by.id, message: heard.id, what: content.what, name: content.name, at }
      await roomFiles.keep(file, enclosureOf(parts.spool, n))
      return null
    }
    const said = readStaffMessage(heard)
    const words = fileWords(said)
    if (words === null || said.kind !== 'typed') return letter(room, id, said, false)
    const attachment = await roomFiles.meant(room, by.id, at)
    return letter(room, id, { ...said, text: words, ...(attachment !== null && { attachment }) }, false)
  }

  /** Who was accepted is greeted as who begins anywhere else. */
  async function newFriend({ account, id, by }: Extract<Heard, { kind: 'friendship' }>): Promise<Letter | null> {
    const contact = await befriend(id, by.id, signal)
    if (contact === null) return null
    const place: Place = { kind: 'direct', contact }
    const name = by.name === '' ? {} : { name: by.name }
    return letter(
      conversationOf(place),
      letterId(account, `friend-${id}`),
      { kind: 'said', text: '/start', ...name, hint: 'zh' },
      true,
    )
  }

  return {
    take(n, heard) {
      if (signal.aborted || under.has(n)) return
      under.add(n)
      const key = heard.kind === 'message' ? conversationOf(heard.place) : 'friends'
      const line = (lines.get(key) ?? Promise.resolve())
        .then(() => handIn(n, heard))
        .finally(() => {
          under.delete(n)
          if (lines.get(key) === line) lines.delete(key)
        })
      lines.set(key, line)
    },

    async stop() {
      stopping.abort()
      await Promise.all(lines.values())
    },
  }
}

const recorded = ({ content }: HeardMessage): Inbound => ({
  kind: 'recorded',
  who: 'customer',
  text: content.kind === 'text' ? content.text : `[${content.what}]`,
})

const letter = (
  conversation: ConversationId,
  id: string,
  inbound: Inbound | StaffRoomInbound,
  counted: boolean,
): Letter => ({
  conversation,
  id,
  body: JSON.stringify(inbound),
  counted,
  ...(inbound.kind === 'said' ? settling(inbound) : {}),
})
