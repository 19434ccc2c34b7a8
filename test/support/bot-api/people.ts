/** What people do in Telegram, as a test writes it: say, tap, write in a group. Each act becomes an update. */
import type { World } from './methods.ts'
import type { Button, Chat, Message, Update, User } from './types.ts'

export interface Person {
  readonly user: User
  /** The private chat's id, which is the user's. */
  readonly id: number
  says(text: string): Act
  /** Sends anything else: `{ photo: […], caption: '…' }`. */
  sends(content: object): Act
  /** Changes a message of theirs to what it holds now. */
  edits(messageId: number, content: object): Act
  /** Taps the button whose label or data is `which`; throws when the message has none such. */
  taps(message: Message, which: string): Act
  saysIn(group: Group, text: string, options?: InGroup): Act
  sendsIn(group: Group, content: object, options?: InGroup): Act
  /** Changes the words of an earlier message of theirs. */
  editsIn(group: Group, messageId: number, text: string): Act
  /** From now on the bot's messages to this person are refused with 403. */
  blocksBot(): void
  unblocksBot(): void
}

/** Where in a group: in answer to a message, in a topic. */
interface InGroup {
  readonly replyTo?: number
  readonly topic?: number
}

/** What was done: the update it became, and the message in it (for a tap, the message tapped). */
interface Act {
  readonly update: Update
  readonly message_id: number
}

export interface Group {
  readonly id: number
  readonly chat: Chat
  readonly members: readonly Person[]
}

export function createPerson(world: World, user: User): Person {
  const chat: Chat = { id: user.id, type: 'private', first_name: user.first_name }
  world.chats.open(chat)
  const person: Person = {
    user,
    id: user.id,
    says: (text) => say(world, user, chat, contentOf(text)),
    sends: (content) => say(world, user, chat, content),
    edits: (messageId, content) => edit(world, chat, messageId, content),
    taps: (message, which) => tap(world, user, message, which),
    saysIn: (group, text, options) => person.sendsIn(group, contentOf(text), options),
    sendsIn: (group, content, { replyTo, topic } = {}) => {
      if (!group.members.includes(person)) throw new Error(`${user.first_name} is not in group ${group.id}`)
      const place = topic === undefined ? {} : { message_thread_id: topic, is_topic_message: true }
      // In a topic Telegram names its first note as answered where nothing else is.
      const answers = replyTo ?? topic
      const answered = answers === undefined ? {} : { reply_to_message: find(world, group.id, answers) }
      return say(world, user, group.chat, { ...place, ...answered, ...content })
    },
    editsIn: (group, messageId, text) => {
      const before = find(world, group.id, messageId)
      const message = world.chats.rewrite(before, {
        ...('caption' in before ? { caption: text } : { text }),
        edit_date: Math.floor(Date.now() / 1_000),
      })
      return { update: world.queue.push({ edited_message: message }), message_id: messageId }
    },
    blocksBot: () => {
      world.chats.blocked.add(user.id)
      world.queue.push({ my_chat_member: { chat, from: user, new_chat_member: { user: world.bot, status: 'kicked' } } })
    },
    unblocksBot: () => {
      world.chats.blocked.delete(user.id)
      world.queue.push({ my_chat_member: { chat, from: user, new_chat_member: { user: world.bot, status: 'member' } } })
    },
  }
  return person
}

export function createGroup(
  world: World,
  id: number,
  title: string,
  members: readonly Person[],
  isForum: boolean,
): Group {
  const chat: Chat = { id, type: 'supergroup', title }
  world.chats.open(chat)
  world.forums.set(id, {
    isForum,
    rights: { can_manage_topics: true, can_pin_messages: true, can_delete_messages: true },
    topics: new Map(),
    made: [],
    pinned: [],
  })
  return { id, chat, members }
}

/** A command carries its entity, as Telegram's clients mark it. */
function contentOf(text: string): object {
  const [command] = /^\/\w+(@\w+)?/.exec(text) ?? []
  return command === undefined
    ? { text }
    : { text, entities: [{ type: 'bot_command', offset: 0, length: command.length }] }
}

function say({ chats, queue }: World, user: User, chat: Chat, content: object): Act {
  const message = chats.write(chat, user, content)
  return { update: queue.push({ message }), message_id: message.message_id }
}

function edit(world: World, chat: Chat, messageId: number, content: object): Act {
  const { message_id, date, from } = find(world, chat.id, messageId)
  const edited = { message_id, date, from, chat, ...content, edit_date: Math.floor(Date.now() / 1_000) }
  return { update: world.queue.push({ edited_message: edited }), message_id }
}

function find({ chats }: World, chatId: number, messageId: number): Message {
  const message = chats.message(chatId, messageId)
  if (message === undefined) throw new Error(`there is no message ${messageId} in chat ${chatId}`)
  return message
}

function tap({ taps, tapped, queue }: World, user: User, message: Message, which: string): Act {
  const buttons: readonly Button[] = message.reply_markup?.inline_keyboard.flat() ?? []
  const button = buttons.find(({ text, callback_data: data }) => text === which || data === which)
  if (button === undefined) {
    throw new Error(`no button ${which}, only ${buttons.map(({ text }) => text).join(', ') || 'none at all'}`)
  }
  const id = String(4_000_000_000 + taps.size)
  taps.set(id, 'waiting')
  tapped.set(id, message.chat.id)
  const query = { id, from: user, chat_instance: '1', message, data: button.callback_data }
  return { update: queue.push({ callback_query: query }), message_id: message.message_id }
}
