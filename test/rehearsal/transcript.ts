/** What the bot did, call by call, as lines to be read: whom it wrote to, what changed in what it had written, its signs. Holds no clock. */
import type { Group } from '../support/bot-api/people.ts'
import type { BotApi } from '../support/bot-api.ts'

/** Something that a person or the group could see. `text`: what was new in it. */
export interface Seen {
  readonly chatId: number
  readonly topic: number | null
  readonly text: string
  /** As the transcript has it. */
  readonly lines: readonly string[]
}

interface Given {
  readonly chat_id: number
  readonly message_id?: number
  readonly message_thread_id?: number
  readonly text?: string
  readonly caption?: string
  readonly name?: string
  readonly reaction?: readonly { readonly emoji: string }[]
  readonly reply_markup?: { readonly inline_keyboard: readonly (readonly { readonly text: string }[])[] }
}

interface Shown {
  readonly text: string
  readonly topic: number | null
}

/** `names`: whose private chat an id is. `acts`: what people wrote, by chat and message, for the signs at it. */
export function createTranscript(api: BotApi, group: Group, names: ReadonlyMap<number, string>) {
  const forum = api.forum(group)
  const acts = new Map<string, string>()
  const shown = new Map<string, Shown>()
  let read = 0

  const titleOf = (topic: number | null) => (topic === null ? 'General' : (forum.topics.get(topic)?.name ?? 'gone'))
  const placeOf = (chatId: number, topic: number | null) => {
    const name = names.get(chatId)
    return name === undefined ? `[${titleOf(topic)}]` : `→ ${name}:`
  }

  function seen(given: Given, topic: number | null, how: string, text: string): Seen {
    const [first = '', ...others] = text.split('\n').filter((line) => line.trim() !== '')
    const buttons = given.reply_markup?.inline_keyboard.flat().map((one) => `[${one.text}]`) ?? []
    const rest = [...others, ...(buttons.length === 0 ? [] : [buttons.join(' ')])]
    const head = [placeOf(given.chat_id, topic), how, first].filter((part) => part !== '').join(' ')
    return { chatId: given.chat_id, topic, text, lines: [head, ...rest] }
  }

  function asItCame({ chat_id, message_id }: Given): Shown | undefined {
    const found = api.arrivedAt(chat_id).find((one) => one.message_id === message_id)
    return found === undefined ? undefined : { text: found.text, topic: found.message_thread_id ?? null }
  }

  function changed(given: Given): Seen | null {
    const before = shown.get(`${given.chat_id}/${given.message_id}`) ?? asItCame(given)
    const old = new Set(before?.text.split('\n'))
    const news = (given.text ?? '').split('\n').filter((line) => !old.has(line))
    return news.length === 0 ? null : seen(given, before?.topic ?? null, '(changed)', news.join('\n'))
  }

  function seenIn(method: string, given: Given): Seen | null {
    const topic = given.message_thread_id ?? null
    switch (method) {
      case 'sendMessage':
        return seen(given, topic, '', given.text ?? '')
      case 'sendPhoto':
      case 'sendVideo':
      case 'sendVoice':
      case 'sendDocument':
        return seen(given, topic, `(${method.slice(4).toLowerCase()})`, given.caption ?? '')
      case 'editMessageText':
        return changed(given)
      case 'createForumTopic':
        return seen({ chat_id: given.chat_id }, null, '(new topic)', given.name ?? '')
      case 'editForumTopic':
        return given.name === undefined ? null : seen({ chat_id: given.chat_id }, topic, '(is now)', given.name)
      case 'setMessageReaction':
        return sign(given)
      case 'answerCallbackQuery':
        return given.text === undefined ? null : { chatId: 0, topic: null, text: given.text, lines: said(given.text) }
      default:
        return null
    }
  }

  function sign(given: Given): Seen {
    const at = acts.get(`${given.chat_id}/${given.message_id}`) ?? 'a message'
    const emoji = given.reaction?.map((one) => one.emoji).join('') ?? ''
    return {
      chatId: given.chat_id,
      topic: null,
      text: emoji,
      lines: [`${emoji === '' ? 'no sign' : emoji} at “${at}”`],
    }
  }

  function remember(): void {
    for (const chatId of [group.id, ...names.keys()]) {
      for (const { message_id, text, message_thread_id: topic } of api.sentTo(chatId)) {
        shown.set(`${chatId}/${message_id}`, { text, topic: topic ?? null })
      }
    }
  }

  return {
    wrote: (chatId: number, messageId: number, text: string) => void acts.set(`${chatId}/${messageId}`, text),
    titleOf,
    /** What has happened since it was last asked. */
    news(): readonly Seen[] {
      const calls = api.calls().slice(read)
      read += calls.length
      const all = calls.flatMap(({ method, given }) => seenIn(method, plain(given)) ?? [])
      remember()
      return all
    },
  }
}

/** In a form all fields are texts. */
const plain = (given: unknown): Given => {
  const { chat_id, ...others } = given as Given
  return { ...others, chat_id: Number(chat_id) }
}

const said = (toast: string): readonly string[] =>
  toast.split('\n').map((line, n) => (n === 0 ? `(on the screen) ${line}` : line))
