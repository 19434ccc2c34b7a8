/** The words of the tests' Bot API server: what Telegram's JSON looks like as far as the tests need it. Types only. */

export interface User {
  readonly id: number
  readonly is_bot: boolean
  readonly first_name: string
  readonly last_name?: string
  readonly username?: string
  readonly language_code?: string
}

export type Chat =
  | { readonly id: number; readonly type: 'private'; readonly first_name: string }
  | { readonly id: number; readonly type: 'supergroup'; readonly title: string; readonly is_forum?: true }

export interface Button {
  readonly text: string
  readonly callback_data: string
}

export interface Message {
  readonly message_id: number
  readonly date: number
  readonly chat: Chat
  readonly from: User
  readonly text?: string
  readonly reply_to_message?: Message
  readonly message_thread_id?: number
  readonly is_topic_message?: true
  readonly reply_markup?: { readonly inline_keyboard: readonly (readonly Button[])[] }
}

/** A message that the bot sent. */
export interface BotMessage extends Message {
  readonly text: string
  readonly entities?: readonly { readonly type: string; readonly offset: number; readonly length: number }[]
}

export interface Update {
  readonly update_id: number
  readonly [kind: string]: unknown
}

/** What a method answers: the field `result`, or an error as Telegram words it. */
export type Outcome =
  | { readonly ok: true; readonly result: unknown }
  | {
      readonly ok: false
      readonly error_code: number
      readonly description: string
      readonly parameters?: OutcomeParameters
    }

export const done = (result: unknown): Outcome => ({ ok: true, result })
/** What goes with a refusal. */
interface OutcomeParameters {
  readonly retry_after?: number
  readonly migrate_to_chat_id?: number
}

export const refused = (error_code: number, description: string, parameters?: OutcomeParameters): Outcome => ({
  ok: false,
  error_code,
  description,
  ...(parameters === undefined ? {} : { parameters }),
})

/** What a script makes happen to the next calls of a method. */
export type Fault =
  /** 429; a call of that method for the same chat before the time is over is a violation. */
  | { readonly kind: 'throttle'; readonly retryAfterS: number }
  | { readonly kind: 'error'; readonly code: number; readonly description?: string }
  /** The connection ends without an answer, and nothing was done. */
  | { readonly kind: 'cut before' }
  /** The call is carried out, its answer is lost. */
  | { readonly kind: 'cut after' }
  /** The answer takes so long. */
  | { readonly kind: 'slow'; readonly ms: number }
  /** No answer ever, and nothing is done. */
  | { readonly kind: 'hang' }
