/** Whether the staff group can have topics: it is a forum, and the bot may manage them. Asked of Telegram, remembered for a while. */
import { z } from 'zod'
import { MINUTE } from '../../../domain/values.ts'
import type { TopicsState } from '../../../flows/types.ts'
import type { Client, Trouble } from '../client.ts'

/** A group changes rarely; what it was turned to shows by a refusal, long before it is asked again. */
const ASK_AGAIN_MS = 10 * MINUTE
/** Rights given back are used soon. */
const ASK_AGAIN_WITHOUT_MS = MINUTE

export interface RightsOptions {
  readonly client: Client
  readonly chatId: number
  readonly botId: number
  readonly deadlineMs: number
  /** Hears what is known at first, and each change. A rejection is repeated when the rights are asked for again. */
  readonly tell: (state: TopicsState) => Promise<void>
  readonly now?: () => number
}

export interface Rights {
  readonly topics: TopicsState
  readonly mayPin: boolean
}

export type AskedRights = { readonly status: 'known'; readonly rights: Rights } | Trouble

const ChatSchema = z.object({ is_forum: z.boolean().default(false) })
const MemberSchema = z.object({
  status: z.string(),
  can_manage_topics: z.boolean().default(false),
  can_pin_messages: z.boolean().default(false),
})
const NO_FORUM: Rights = { topics: 'no_forum', mayPin: false }
const NO_RIGHTS: Rights = { topics: 'no_rights', mayPin: false }

export function createRights({
  client,
  chatId,
  botId,
  deadlineMs,
  tell,
  now = () => performance.now(),
}: RightsOptions) {
  let known: { readonly rights: Rights; readonly until: number } | null = null
  let told: TopicsState | null = null

  async function ask(signal: AbortSignal): Promise<AskedRights> {
    const limits = { signal, deadlineMs }
    const chat = await client.call('getChat', { chat_id: chatId }, limits)
    if (chat.status === 'refused') return of(NO_FORUM)
    if (chat.status !== 'ok') return chat
    const { success, data } = ChatSchema.safeParse(chat.result)
    if (!success || !data.is_forum) return of(NO_FORUM)
    const member = await client.call('getChatMember', { chat_id: chatId, user_id: botId }, limits)
    if (member.status === 'refused') return of(NO_RIGHTS)
    return member.status === 'ok' ? of(rightsIn(member.result)) : member
  }

  async function keep(rights: Rights): Promise<void> {
    const keptMs = rights.topics === 'usable' ? ASK_AGAIN_MS : ASK_AGAIN_WITHOUT_MS
    known = { rights, until: now() + keptMs }
    if (told === rights.topics) return
    await tell(rights.topics)
    told = rights.topics
  }

  return {
    async asked(signal: AbortSignal): Promise<AskedRights> {
      if (known !== null && now() < known.until && told === known.rights.topics) return of(known.rights)
      const answer = await ask(signal)
      if (answer.status === 'known') await keep(answer.rights)
      return answer
    },
    /** Telegram refused what they should allow: taken as none until they are asked for again. */
    async refused(reason: string): Promise<void> {
      await keep(/not a forum/i.test(reason) ? NO_FORUM : NO_RIGHTS)
    },
  }
}

const of = (rights: Rights): AskedRights => ({ status: 'known', rights })

function rightsIn(member: unknown): Rights {
  const { success, data } = MemberSchema.safeParse(member)
  if (!success) return NO_RIGHTS
  const isOwner = data.status === 'creator'
  if (!isOwner && !data.can_manage_topics) return NO_RIGHTS
  return { topics: 'usable', mayPin: isOwner || data.can_pin_messages }
}
