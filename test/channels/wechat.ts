/** WeChat for the contract: the channel over its own process and real gRPC, to a gateway with a mock account, with a worker on a real store. */
import type { Channel } from '../../src/bot/channel.ts'
import { renderNumbered } from '../../src/bot/numbered.ts'
import { conversationOf } from '../../src/bot/wechat/places.ts'
import type { Question } from '../../src/flows/types.ts'
import type { ConversationId } from '../../src/ports.ts'
import { until } from '../e2e/support/until.ts'
import type { Shop } from '../support/wechat-shop.ts'
import type { Customer, Kind, Stage } from './stage.ts'

let customers = 0

/** `shop` is open for the whole file: its process takes a second to start, and outlives the desks of the tests. */
export const wechat = (shop: () => Shop): Kind => ({
  name: 'WeChat',
  foreign: 'tg:42' as ConversationId,
  lacks: {
    buttons: 'WeChat has no buttons: a number answers the question that is open',
    language: 'WeChat tells no language, and the bot begins in Chinese',
    keeping: 'a gateway keeps nothing for a desk that is away',
  },
  async open(bench): Promise<Stage> {
    const asked = new Map<string, Question>()
    const begin = () => shop().desk(bench, { around: (channel) => noting(channel, asked) })
    let running = begin()
    const ready = () => until('logged in', () => running.channel.state().status === 'ready')
    const start = async () => {
      running = begin()
      await ready()
    }
    await ready()
    return {
      customer(lang) {
        customers += 1
        return customerOf(shop(), `wxid_${customers}`, lang === 'zh' ? '示例' : 'Ana', asked)
      },
      channel: () => running.channel,
      start,
      stop: () => running.stop(),
      async restart() {
        await running.stop()
        await start()
      },
      close: () => running.stop(),
    }
  },
})

/** WeChat carries text alone: which question it was is noted on the way out. */
const noting = (channel: Channel, asked: Map<string, Question>): Channel => ({
  ...channel,
  send(conversation, line, ...more) {
    if (line.question !== null) asked.set(renderNumbered(line), line.question)
    return channel.send(conversation, line, ...more)
  },
})

function customerOf({ gateway }: Shop, id: string, name: string, asked: ReadonlyMap<string, Question>): Customer {
  const say = async (text: string) => gateway.tell({ kind: 'say', from: id, name, text })
  return {
    say,
    repeat: async () => gateway.tell({ kind: 'repeat', from: id }),
    pick: async ({ offers }, label) => say(String(offers.indexOf(label) + 1)),
    lines: async () =>
      gateway.received(id).map(({ text }) => {
        const question = asked.get(text) ?? null
        return { text, question: question?.id ?? null, offers: question?.offers.map(({ label }) => label) ?? [] }
      }),
    conversation: async () => conversationOf({ kind: 'direct', contact: id }),
  }
}
