/** What a message answers by Telegram's "reply": the words it quotes, or the button it names under an earlier question. Pure. */
import type { Message } from './schema.ts'

const QUOTE_CODE_POINTS = 200

/** The part that was marked, else the beginning of the message answered; null when it answers none, or one without words. */
export function quoteOf({ quote, reply_to_message: answered }: Message): string | null {
  const words = (quote?.text ?? answered?.text ?? answered?.caption ?? '').trim()
  return words === '' ? null : Array.from(words).slice(0, QUOTE_CODE_POINTS).join('')
}

export interface Answer {
  readonly question: string
  readonly offer: string
}

/** A button's data as `keyboard.ts` writes it; null for any other text. */
export function readButton(data: string): Answer | null {
  const [, question, offer] = /^([A-Za-z0-9_.-]{1,24}):(.+)$/s.exec(data) ?? []
  return question === undefined || offer === undefined ? null : { question, offer }
}

/** "2", or a label, in reply to a question that still has its buttons: the same as a tap on that button. */
export function answerByReply({ reply_to_message: answered }: Message, words: string): Answer | null {
  if (answered?.from?.is_bot !== true) return null
  const buttons = answered.reply_markup?.inline_keyboard.flat() ?? []
  const said = plain(words)
  const [, place] = /^(\d{1,2})[.、。)]?$/.exec(said) ?? []
  const meant = place === undefined ? buttons.find(({ text }) => plain(text) === said) : buttons[Number(place) - 1]
  return meant?.callback_data === undefined ? null : readButton(meant.callback_data)
}

const plain = (text: string): string => text.normalize('NFKC').trim().toLowerCase()
