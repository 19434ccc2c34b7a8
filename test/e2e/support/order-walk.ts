/** A customer who wants a repair order, whatever is asked on the way: knows answers, not the order of the questions. */
import type { ChatPage } from '../../support/chat-page.ts'

export interface Answers {
  /** What is typed, by the question. */
  readonly typed: Readonly<Record<string, string>>
}

/** Tapped where they are offered, the first of them first; else the last offer, which is the most modest one. */
const PREFERRED = [
  'danger:no',
  'no',
  'one',
  'done',
  'draft',
  'submit',
  'agree',
  'accept',
  'all_right',
  'clear_still',
  'one_zero',
]
const MOST_QUESTIONS = 40
const NUMBER = /\b[0-9A-Z]{3}-[0-9A-Z]{3}-[0-9A-Z]{3}\b/

const numberIn = (lines: readonly string[]): string | null => NUMBER.exec(lines.join('\n'))?.[0] ?? null

/** Answers one question. */
export async function answerOne(chat: ChatPage, { typed }: Answers): Promise<void> {
  const question = (await chat.question()) ?? ''
  const text = typed[question]
  const offers = await chat.offers()
  const offer = PREFERRED.find((one) => offers.includes(one)) ?? offers.at(-1)
  if (text !== undefined) await chat.answeredAfter(() => chat.write(text))
  else if (offer !== undefined) await chat.answeredAfter(() => chat.tap(offer))
  else throw new Error(`no answer to ${question}: ${(await chat.lines()).at(-1)}`)
}

/** Answers until an order number is told. */
export async function walkToOrder(chat: ChatPage, answers: Answers): Promise<string> {
  for (let asked = 0; asked < MOST_QUESTIONS; asked += 1) {
    const number = numberIn(await chat.lines())
    if (number !== null) return number
    await answerOne(chat, answers)
  }
  throw new Error(`no order after ${MOST_QUESTIONS} questions: ${(await chat.lines()).slice(-3).join('\n')}`)
}
