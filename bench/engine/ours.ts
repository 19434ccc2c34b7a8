/** The product's side: its store, its worker and its step, with a channel that sends nowhere. */
import { setTimeout as sleep } from 'node:timers/promises'
import pino from 'pino'
import type { Channel } from '../../src/bot/channel.ts'
import type { ConversationId, Letter } from '../../src/ports.ts'
import { createWorker, openStore, SECOND } from './dist.ts'
import { WORDS } from './form.ts'
import { formTalk } from './form-talk.ts'
import type { Opened, Place, Side } from './side.ts'

export const conversationOf = (number: number): ConversationId => `web:${number}` as ConversationId

/** Ends a turn when its line is handed over. */
function stubChannel() {
  const waiting = new Map<ConversationId, (text: string) => void>()
  const channel: Channel = {
    name: 'web',
    state: () => ({ status: 'ready', as: 'a stub' }),
    serves: () => true,
    start: () => {},
    stop: async () => {},
    async send(conversation, line) {
      // What a customer says next comes as an event of its own.
      setImmediate(() => waiting.get(conversation)?.(line.text))
      return { status: 'sent', ref: null }
    },
  }
  const answerTo = (conversation: ConversationId): Promise<string> =>
    new Promise((resolve) => waiting.set(conversation, resolve))
  return { channel, answerTo }
}

let letters = 0
export function letterOf(conversation: ConversationId, turn: number): Letter {
  letters += 1
  const body = JSON.stringify({ kind: 'said', text: WORDS[turn], name: 'Ana', hint: 'en' })
  return { conversation, id: `web:${letters}`, body, counted: true }
}

/** `warm`: as of a worker; 0 keeps no talk at hand, so that each turn reads its state from Redis. */
export const desk = (name: string, warm: number | false): Side => ({ name, open: (place) => openDesk(place, warm) })

async function openDesk({ socketPath }: Place, warm: number | false): Promise<Opened> {
  const store = await openStore({ connection: { kind: 'socket', path: socketPath }, deskTime: null })
  const { channel, answerTo } = stubChannel()
  const log = pino({ level: 'warn' })
  const worker = createWorker({ store, talk: formTalk, staffRoom: null, channels: [channel], log, warm })
  worker.start()
  return {
    async turn(number, turn) {
      const conversation = conversationOf(number)
      const answer = answerTo(conversation)
      await worker.accept(letterOf(conversation, turn))
      return await answer
    },
    settle: () => sleep(SECOND / 5),
    async close() {
      await worker.stop()
      await store.close()
    },
  }
}
