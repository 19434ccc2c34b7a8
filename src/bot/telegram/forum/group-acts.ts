/**
 * What is done in the staff group about no customer: an answer to whoever pressed a button, a question that is answered and loses its buttons,
 * the menu in the General topic.
 */
import type { GroupAct } from '../../acts.ts'
import type { Sent } from '../../channel.ts'
import type { Client } from '../client.ts'
import { sentOf } from '../messages.ts'
import { editedText } from './calls.ts'
import { createMenu, type MenuOptions } from './menu.ts'

const DONE: Sent = { status: 'sent', ref: null }
/** Telegram's limit, in characters. */
const TOAST_LIMIT = 200

export interface GroupActsOptions extends MenuOptions {
  readonly client: Client
}

/** Resolves as a send does. What Telegram refuses is too late to matter: the query is old, the message gone. */
export function createGroupActs(options: GroupActsOptions) {
  const { client, chatId, deadlineMs } = options
  const menu = createMenu(options)

  function call(act: Exclude<GroupAct, { kind: 'menu' }>, signal: AbortSignal) {
    const limits = { signal, deadlineMs }
    if (act.kind === 'settled') {
      const of = { chat_id: chatId, message_id: Number(act.messageId) }
      return client.call('editMessageText', { ...of, ...editedText(act.text) }, limits)
    }
    const text = Array.from(act.text).slice(0, TOAST_LIMIT).join('')
    return client.call('answerCallbackQuery', { callback_query_id: act.tap, text }, limits)
  }

  return async (act: GroupAct, signal: AbortSignal): Promise<Sent> => {
    if (act.kind === 'menu') return await menu(act.text, signal)
    const answer = await call(act, signal)
    return answer.status === 'ok' || answer.status === 'refused' ? DONE : sentOf(answer)
  }
}

export type GroupActs = ReturnType<typeof createGroupActs>
