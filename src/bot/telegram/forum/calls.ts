/** The calls that topics and cards need, each with how Telegram's refusals are to be read. Keeps nothing but the topics' icons. */
import { z } from 'zod'
import { SIGNS, topicTitle } from '../../../flows/room/title.ts'
import type { CustomerNow, Standing } from '../../../flows/types.ts'
import type { Answer, Client } from '../client.ts'
import type { OneAtATime } from '../one-at-a-time.ts'
import { orderCodesIn } from '../order-codes.ts'

export interface CallsOptions {
  readonly client: Client
  /** For what no lane orders. */
  readonly turns: Pick<OneAtATime, 'in'>
  readonly chatId: number
  readonly deadlineMs: number
}

const ICONS = 'getForumTopicIconStickers'
/** A topic without its icon is better than one that comes late. */
const ICONS_PATIENCE_MS = 300

const TopicSchema = z.object({ message_thread_id: z.int() })
const StickersSchema = z.array(z.object({ emoji: z.string().optional(), custom_emoji_id: z.string().optional() }))

interface Refusable {
  readonly status: string
  readonly reason?: string
}

/** There is no such topic any more. */
export const isLost = ({ status, reason = '' }: Refusable): boolean =>
  status === 'refused' && /thread not found|TOPIC_ID_INVALID|TOPIC_DELETED/i.test(reason)

/** It is so already. */
export const isAsWanted = (answer: Answer): boolean =>
  answer.status === 'ok' || (answer.status === 'refused' && /not modified|NOT_MODIFIED/.test(answer.reason))

export const isClosed = ({ status, reason = '' }: Refusable): boolean =>
  status === 'refused' && /TOPIC_CLOSED/i.test(reason)

/** The number of the topic that was made; null for an answer that tells none. */
export function topicMade(result: unknown): number | null {
  const { success, data } = TopicSchema.safeParse(result)
  return success ? data.message_thread_id : null
}

export function createCalls({ client, turns, chatId, deadlineMs }: CallsOptions) {
  let icons: ReadonlyMap<string, string> | null = null
  const call = (method: Parameters<Client['call']>[0], given: object, signal: AbortSignal): Promise<Answer> =>
    client.call(method, { chat_id: chatId, ...given }, { signal, deadlineMs })

  /** Empty where Telegram has no icon of that sign, or does not tell now. */
  async function iconOf(standing: Standing, signal: AbortSignal): Promise<{ icon_custom_emoji_id?: string }> {
    if (icons === null) await askForIcons(signal)
    const icon = icons?.get(bare(SIGNS[standing]))
    return icon === undefined ? {} : { icon_custom_emoji_id: icon }
  }

  /** By one process at a time: a wait that Telegram asks one for holds for the others. */
  async function askForIcons(signal: AbortSignal): Promise<void> {
    await turns.in(ICONS, { signal, patienceMs: ICONS_PATIENCE_MS }, async (through) => {
      icons = iconsIn(await through.call(ICONS, {}, { signal, deadlineMs }))
    })
  }

  async function named(customer: CustomerNow, signal: AbortSignal): Promise<object> {
    return { name: topicTitle(customer), ...(await iconOf(customer.standing, signal)) }
  }

  return {
    make: async (customer: CustomerNow, signal: AbortSignal) =>
      await call('createForumTopic', await named(customer, signal), signal),
    rename: async (topic: number, customer: CustomerNow, signal: AbortSignal) =>
      await call('editForumTopic', { message_thread_id: topic, ...(await named(customer, signal)) }, signal),
    remove: (topic: number, signal: AbortSignal) => call('deleteForumTopic', { message_thread_id: topic }, signal),
    reopen: (topic: number, signal: AbortSignal) => call('reopenForumTopic', { message_thread_id: topic }, signal),
    pin: (message: number, signal: AbortSignal) =>
      call('pinChatMessage', { message_id: message, disable_notification: true }, signal),
    edit: (message: number, text: string, signal: AbortSignal) =>
      call('editMessageText', { message_id: message, ...editedText(text) }, signal),
    react: (message: number, emoji: string | null, signal: AbortSignal) =>
      call(
        'setMessageReaction',
        { message_id: message, reaction: emoji === null ? [] : [{ type: 'emoji', emoji }] },
        signal,
      ),
  }
}
export type Calls = ReturnType<typeof createCalls>

/** A text as an edit carries it, marked as when it was sent. */
export function editedText(text: string): object {
  const entities = orderCodesIn(text)
  return { text, ...(entities.length === 0 ? {} : { entities }), link_preview_options: { is_disabled: true } }
}

/** Null when Telegram did not tell: asked again with the next topic. */
function iconsIn(answer: Answer): ReadonlyMap<string, string> | null {
  const stickers = answer.status === 'ok' ? StickersSchema.safeParse(answer.result) : null
  if (!stickers?.success) return null
  return new Map(
    stickers.data.flatMap(({ emoji, custom_emoji_id: id }) =>
      emoji === undefined || id === undefined ? [] : [[bare(emoji), id] as const],
    ),
  )
}

/** Emoji are told with or without the selector of their coloured form. */
const bare = (emoji: string): string => emoji.replaceAll('\ufe0f', '')
