/** From what a contact wrote to what the conversation hears. Keeps files; knows no process and no Redis. */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { CustomerInbound } from '../../flows/types.ts'
import type { ConversationId } from '../../ports.ts'
import type { TakeFile } from '../files/take.ts'
import { readQuote } from './quote.ts'
import type { Heard } from './wire.ts'

export type HeardMessage = Extract<Heard, { kind: 'message' }>

/** WeChat tells no language; most who use it read Chinese, and who writes English is answered in it. */
const HINT = { hint: 'zh' as const }

const QUOTE_CODE_POINTS = 200
const beginningOf = (quote: string): string => Array.from(quote).slice(0, QUOTE_CODE_POINTS).join('')

/** `spool`: the folder of the process's journal. Rejects when Redis or the disk fails: the message is taken up again then. */
export async function inboundOf(
  conversation: ConversationId,
  n: number,
  { account, id, by, content }: HeardMessage,
  { takeFile, spool }: { readonly takeFile: TakeFile; readonly spool: string },
): Promise<CustomerInbound> {
  const who = { ...(by.name === '' ? {} : { name: by.name }), ...HINT }
  switch (content.kind) {
    case 'text': {
      const { text, quote } = readQuote(content.text)
      return { kind: 'said', text, ...(quote === null ? {} : { quote: beginningOf(quote) }), ...who }
    }
    case 'other':
      return { kind: 'unreadable', what: content.what, ...who }
    case 'file': {
      const bytes = await bytesOf(enclosureOf(spool, n))
      const taken = await takeFile(conversation, fileId(conversation, `${account} ${id}`), bytes)
      if (taken.status === 'refused') return { kind: 'unkept', what: content.what, why: taken.why, ...who }
      return { kind: 'sent', what: taken.file.kind, file: taken.file.id, text: taken.text, ...who }
    }
    case 'lost':
      return { kind: 'unkept', what: content.what, why: 'unfetched', ...who }
  }
}

/** Where the process puts the file of what it heard under that number. */
export const enclosureOf = (spool: string, n: number): string => join(spool, 'files', String(n))

/** Nothing where the file is gone: it is answered as one that is empty. */
async function bytesOf(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return new Uint8Array()
    throw error
  }
}

/** The same message is the same file; who does not know its id cannot guess it. */
const fileId = (conversation: ConversationId, message: string): string =>
  createHash('sha256').update(`${conversation} ${message}`).digest('base64url').slice(0, 22)
