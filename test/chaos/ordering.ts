/** Customers of the real talk, who answer its questions in English or Chinese until an order is filed; then another one comes. */
import type { ConversationId } from '../../src/ports.ts'
import { CHINESE, ENGLISH } from '../e2e/support/walk.ts'
import type { Platform } from './platform.ts'

const LANGUAGES = { en: ENGLISH, zh: CHINESE } as const

export interface Ordering {
  readonly conversation: ConversationId
  readonly language: keyof typeof LANGUAGES
  readonly messages: readonly string[]
  /** How many of them were written. */
  written: number
}

export interface OrderingCustomers {
  readonly all: readonly Ordering[]
  /** Starts one; `goOn` says whether another one comes after its order. */
  begin(language: Ordering['language'], goOn: () => boolean): Ordering
  isSettled(): boolean
  /** Null for a conversation of another kind. */
  isWaiting(conversation: ConversationId): boolean | null
}

export function createOrdering(platform: Platform): OrderingCustomers {
  const all = new Map<ConversationId, Ordering & { readonly goOn: () => boolean }>()

  function begin(language: Ordering['language'], goOn: () => boolean): Ordering {
    const number = all.size + 1
    const conversation = `tg:order-${number}` as ConversationId
    const customer = { conversation, language, messages: messagesOf(language, number), written: 0, goOn }
    all.set(conversation, customer)
    write(customer)
    return customer
  }

  function write(customer: Ordering): void {
    const text = customer.messages[customer.written]
    if (text === undefined) return
    customer.written += 1
    platform.say(customer.conversation, { kind: 'said', text, hint: customer.language })
  }

  const isDone = ({ conversation, messages }: Ordering) => platform.chat(conversation).last >= messages.length

  platform.onLine(({ conversation }) => {
    const customer = all.get(conversation)
    if (customer === undefined) return
    if (!isDone(customer)) write(customer)
    else if (customer.goOn()) begin(customer.language, customer.goOn)
  })

  return {
    get all() {
      return [...all.values()]
    },
    begin,
    isSettled: () => [...all.values()].every(isDone),
    isWaiting(conversation) {
      const customer = all.get(conversation)
      if (customer === undefined) return null
      const { accepted, last } = platform.chat(conversation)
      return accepted > last
    },
  }
}

/** Each has a machine of their own. */
const messagesOf = (language: Ordering['language'], number: number): readonly string[] =>
  LANGUAGES[language].map(({ types }) => (isSerial(types) ? `JX${String(number).padStart(10, '0')}` : types))

const isSerial = (text: string): boolean => text.normalize('NFKC').startsWith('JX')
