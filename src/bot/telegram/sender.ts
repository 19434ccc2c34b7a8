/** Sends one line to one chat as the messages it needs, in order, stopping at the first that fails; one that is refused is tried once more as plain text. */
import type { Line, LineFile } from '../../flows/types.ts'
import type { ConversationId } from '../../ports.ts'
import type { Sent } from '../channel.ts'
import type { Client } from './client.ts'
import type { SendFile } from './line-files.ts'
import { type Part, partsOf, plainOf, type SendMessage, sentOf, wordsOf } from './messages.ts'
import { createProgress } from './progress.ts'

/** Where a line goes: the conversation, and its chat. */
export interface Recipient {
  readonly conversation: ConversationId
  readonly chatId: number
}

/** Resolves with the outcome of the first message that failed, else of the last one, whose id is the `ref`. */
export type Sender = (to: Recipient, line: Line, signal: AbortSignal) => Promise<Sent>

export interface SenderOptions {
  readonly client: Client
  readonly deadlineMs: number
  /** Null where no files are kept. */
  readonly sendFile: SendFile | null
  /** A line is with its chat; `ref` is the id of its last message, which has the buttons if there are any. */
  readonly onSent: (chatId: number, ref: string | null, hasButtons: boolean) => void
}

export function createSender({ client, deadlineMs, sendFile, onSent }: SenderOptions): Sender {
  const progress = createProgress()

  const sendWords = async (message: SendMessage, signal: AbortSignal): Promise<Sent> =>
    sentOf(await client.call('sendMessage', message, { signal, deadlineMs }))

  async function sendMessage(message: SendMessage, line: Line, signal: AbortSignal): Promise<Sent> {
    const sent = await sendWords(message, signal)
    const plain = sent.status === 'refused' ? plainOf(message, line) : null
    return plain === null ? sent : await sendWords(plain, signal)
  }

  /** What was erased meanwhile leaves its words to staff; a customer's line without its file is none. */
  async function enclose(to: Recipient, part: Part & { kind: 'file' }, signal: AbortSignal): Promise<Sent> {
    const { file, caption, replyTo } = part
    const sent =
      (await sendFile?.({ chatId: to.chatId, of: ownerOf(file, to), file, caption, replyTo }, signal)) ?? 'gone'
    if (sent !== 'gone') return sent
    if (to.chatId > 0 || caption === '') return GONE
    return await sendWords(wordsOf(to.chatId, `${caption}\n${ERASED}`, replyTo), signal)
  }

  return async (to, line, signal) => {
    const parts = partsOf(to.chatId, line)
    const [place, key] = [String(to.chatId), JSON.stringify(line)]
    let outcome: Sent = { status: 'refused', reason: 'the line has no text' }
    for (let done = progress.doneOf(place, key); done < parts.length; done++) {
      const part = parts[done] as Part
      outcome = part.kind === 'file' ? await enclose(to, part, signal) : await sendMessage(part.message, line, signal)
      if (outcome.status !== 'sent') {
        remember(outcome, done)
        return outcome
      }
    }
    progress.forget(place)
    if (outcome.status === 'sent')
      onSent(to.chatId, outcome.ref, line.question !== null && line.question.offers.length > 0)
    return outcome

    function remember({ status }: Sent, done: number): void {
      const comesAgain = status === 'later' || status === 'again'
      if (comesAgain && done > 0) progress.keep(place, key, done)
      else progress.forget(place)
    }
  }
}

const ownerOf = ({ of }: LineFile, { conversation }: Recipient) => (of ?? conversation) as ConversationId

const ERASED = '(the file is kept no more · 文件已不再保存)'
const GONE: Sent = { status: 'refused', reason: 'the file is kept no more' }
