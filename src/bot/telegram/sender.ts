/** Sends one line to one chat as the messages it needs, in order, stopping at the first that fails; one that is refused is tried once more as plain text. */
import type { Line } from '../../flows/types.ts'
import type { Sent } from '../channel.ts'
import type { Client } from './client.ts'
import { messagesOf, plainOf, type SendMessage, sentOf } from './messages.ts'
import { createProgress } from './progress.ts'

/** Resolves with the outcome of the first message that failed, else of the last one, whose id is the `ref`. */
export type Sender = (chatId: number, line: Line, signal: AbortSignal) => Promise<Sent>

/** A line is with its chat; `ref` is the id of its last message, which has the buttons if there are any. */
export type OnSent = (chatId: number, ref: string | null, hasButtons: boolean) => void

export function createSender(client: Client, deadlineMs: number, onSent: OnSent): Sender {
  const progress = createProgress()
  const send = async (message: SendMessage, signal: AbortSignal): Promise<Sent> =>
    sentOf(await client.call('sendMessage', message, { signal, deadlineMs }))
  return async (chatId, line, signal) => {
    const messages = messagesOf(chatId, line)
    const key = JSON.stringify(line)
    let outcome: Sent = { status: 'refused', reason: 'the line has no text' }
    for (let done = progress.doneOf(String(chatId), key); done < messages.length; done++) {
      const message = messages[done] as SendMessage
      outcome = await send(message, signal)
      const plain = outcome.status === 'refused' ? plainOf(message, line) : null
      if (plain !== null) outcome = await send(plain, signal)
      if (outcome.status !== 'sent') {
        remember(outcome, done)
        return outcome
      }
    }
    progress.forget(String(chatId))
    if (outcome.status === 'sent')
      onSent(chatId, outcome.ref, line.question !== null && line.question.offers.length > 0)
    return outcome

    function remember({ status }: Sent, done: number): void {
      const comesAgain = status === 'later' || status === 'again'
      if (comesAgain && done > 0) progress.keep(String(chatId), key, done)
      else progress.forget(String(chatId))
    }
  }
}
