/**
 * The menu in the group's General topic: one message, pinned, that is changed where it stands and posted anew once it is gone. One call at a
 * time, each noted before the next. A crash between posting and noting leaves one message over.
 */
import { z } from 'zod'
import { MENU, MENU_OFFERS } from '../../../flows/room/menu-words.ts'
import type { ConversationId, Topics } from '../../../ports.ts'
import type { Sent } from '../../channel.ts'
import type { Client } from '../client.ts'
import { keyboardOf } from '../keyboard.ts'
import { sentOf } from '../messages.ts'
import { type Calls, editedText, isAsWanted } from './calls.ts'
import { MORE } from './places.ts'
import type { createRights } from './rights.ts'

export interface MenuOptions {
  readonly room: ConversationId
  readonly topics: Topics
  readonly calls: Calls
  readonly rights: ReturnType<typeof createRights>
  readonly client: Client
  readonly chatId: number
  readonly deadlineMs: number
}

const keptSchema = z.object({ message: z.int(), isPinned: z.boolean() })
type Kept = z.infer<typeof keptSchema>

const DONE: Sent = { status: 'sent', ref: null }

/** In a plain group there is no General topic, and no menu. */
export function createMenu({ room, topics, calls, rights, client, chatId, deadlineMs }: MenuOptions) {
  /** Beside the customers of the room stands the room itself. */
  async function read(): Promise<Kept | null> {
    const json = await topics.topicRecord(room, room)
    return json === null ? null : keptSchema.parse(JSON.parse(json))
  }
  const keep = (kept: Kept): Promise<void> => topics.keepTopic(room, room, JSON.stringify(kept), null)
  const content = (text: string) => ({
    ...editedText(text),
    reply_markup: keyboardOf({ id: MENU, offers: MENU_OFFERS }),
  })

  async function post(text: string, signal: AbortSignal): Promise<Sent> {
    const sent = sentOf(await client.call('sendMessage', { chat_id: chatId, ...content(text) }, { signal, deadlineMs }))
    if (sent.status !== 'sent' || sent.ref === null) return sent
    await keep({ message: Number(sent.ref), isPinned: false })
    return MORE
  }

  /** One that may not be pinned stands where it is. */
  async function pin(kept: Kept, signal: AbortSignal): Promise<Sent> {
    const answer = await calls.pin(kept.message, signal)
    if (answer.status !== 'ok' && answer.status !== 'refused') return sentOf(answer)
    await keep({ ...kept, isPinned: true })
    return DONE
  }

  async function change(kept: Kept, text: string, signal: AbortSignal): Promise<Sent> {
    const of = { chat_id: chatId, message_id: kept.message }
    const answer = await client.call('editMessageText', { ...of, ...content(text) }, { signal, deadlineMs })
    if (isAsWanted(answer)) return kept.isPinned ? DONE : await pin(kept, signal)
    if (answer.status !== 'refused') return sentOf(answer)
    // Somebody has deleted it.
    await topics.dropTopics(room, room, [])
    return MORE
  }

  return async (text: string, signal: AbortSignal): Promise<Sent> => {
    const asked = await rights.asked(signal)
    if (asked.status !== 'known') return sentOf(asked)
    if (asked.rights.topics !== 'usable') return DONE
    const kept = await read()
    return kept === null ? await post(text, signal) : await change(kept, text, signal)
  }
}
