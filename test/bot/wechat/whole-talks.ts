/** Whole conversations in Chinese over the real process and real gRPC: files of `test/conversations`, and one customer in WeChat and Telegram. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { renderNumbered } from '../../../src/bot/numbered.ts'
import { createTelegram } from '../../../src/bot/telegram/channel.ts'
import { conversationOf } from '../../../src/bot/wechat/places.ts'
import type { ConversationId } from '../../../src/ports.ts'
import { until } from '../../e2e/support/until.ts'
import { startBotApi, TEST_TOKEN } from '../../support/bot-api.ts'
import { play, readScript } from '../../support/conversation.ts'
import { conversationFiles } from '../../support/conversation-files.ts'
import type { DeskOptions, Shop } from '../../support/wechat-shop.ts'
import { type Bench, STAFF_ROOM, useBench } from '../bench.ts'
import { Lock, QUICK } from '../telegram/desk.ts'

/** From fault to order number; out of hours. */
const FILES = ['from-fault-to-order/算力为零-微信', 'danger/下班以后冒烟'] as const
const SERIAL = 'JX1600004712'
let customers = 0

/** Each run draws order numbers of its own. */
const anyNumbers = (text: string): string => text.replace(/[0-9A-Z]{3}(-[0-9A-Z]{3}){2}/g, 'XXX-XXX-XXX')

/** `shop` is open for the whole file. */
export function holdsWholeTalks(shop: () => Shop): void {
  async function ready(bench: Bench, more: DeskOptions = {}) {
    const desk = shop().desk(bench, more)
    await until('logged in', () => desk.channel.state().status === 'ready')
    return desk
  }
  function customer(name: string) {
    customers += 1
    const id = `wxid_whole_${customers}`
    const texts = () =>
      shop()
        .gateway.received(id)
        .map(({ text }) => text)
    return {
      conversation: conversationOf({ kind: 'direct', contact: id }),
      texts,
      /** Resolves once so many lines more have come. */
      async say(text: string, answers: number) {
        const before = texts().length
        shop().gateway.tell({ kind: 'say', from: id, name, text })
        await until(`${answers} answers to ${text}`, () => texts().length >= before + answers)
        return texts().slice(before)
      },
    }
  }

  describe.each(FILES)('%s', (name) => {
    const path = conversationFiles().find((one) => one.name === name)?.path ?? ''
    const played = play(readScript(readFileSync(path, 'utf8')))
    // Up to where time passes.
    const passes = played.beats.findIndex(({ act }) => act.kind !== 'customer')
    const beats = played.beats.slice(0, passes < 0 ? undefined : passes)
    const bench = useBench({ at: played.header.at })

    test('is said in WeChat as it stands in its file', async () => {
      const desk = await ready(bench())
      const { say } = customer(played.header.name ?? '示例')
      for (const { act, heard } of beats) {
        const expected = heard.flatMap(({ lines }) => lines.map((line) => anyNumbers(renderNumbered(line))))
        expect((await say(act.text, expected.length)).map(anyNumbers)).toEqual(expected)
      }
      await desk.stop()
    })
  })

  describe('one customer in WeChat and Telegram', () => {
    const bench = useBench()

    test('joins both talks by a code, asks in each for the orders of both, and parts them again', async () => {
      const api = await startBotApi()
      const { store, log } = bench()
      const desk = await ready(bench(), {
        staffRoom: STAFF_ROOM,
        beside: (accept) =>
          createTelegram({
            token: TEST_TOKEN,
            apiRoot: api.root,
            staffChatId: null,
            accept,
            park: (origin, body) => store.park(origin, body),
            topics: store,
            localFolder: '/nowhere',
            lease: new Lock().for('only'),
            leases: store,
            files: store.filesIn(shop().folder),
            pacing: false,
            webhook: null,
            log,
            commands: { en: [], zh: [] },
            timing: { ...QUICK, sendDeadlineMs: 2_000 },
          }).channel,
      })
      const { say, texts, conversation } = customer('李示例')
      const ana = api.user({ id: 7_100, firstName: 'Ana', languageCode: 'en' })
      const there = () => api.arrivedAt(ana.id).map(({ text }) => text)
      const tell = async (text: string, answered: RegExp) => {
        const before = there().length
        ana.says(text)
        await until(`${answered} in Telegram`, () =>
          there()
            .slice(before)
            .some((line) => answered.test(line)),
        )
      }

      await tell(`my X16-Q has no hashrate, serial ${SERIAL}`, /smoke/)
      for (const words of ['no', '/order']) await tell(words, /./)
      for (const words of ['Ana Example', '+49 30 23125 555', 'none of that']) await tell(words, /./)
      await tell('220 V', /submit|right/i)
      await tell('yes', /./)
      await tell('I agree', /[0-9A-Z]{3}(-[0-9A-Z]{3}){2}/)
      const number = /[0-9A-Z]{3}(-[0-9A-Z]{3}){2}/.exec(there().join('\n'))?.[0] ?? 'none'
      await tell('/link', /^LINK-/)
      const code = there().find((text) => text.startsWith('LINK-')) ?? ''

      await say('你好', 1)
      expect(await say(code, 1)).toEqual([expect.stringContaining('这个关联码来自 Telegram 里的一个对话')])
      expect(await say('是', 1)).toEqual([expect.stringContaining('已关联')])
      await until('Telegram is told', () => there().some((text) => text.includes('now joined with one in WeChat')))
      await until('its orders are known here', async () => {
        const [answer = ''] = await say('进度', 1)
        return answer.includes(number)
      })
      expect(texts().at(-1)).not.toContain(SERIAL)
      expect(await say(code, 1)).toEqual([expect.stringContaining('关联码无效')])
      // Staff see it on the card, wherever the customer asks for them.
      await say('转人工', 1)
      const posts = async () => (await store.transcript(conversation)).join('\n')
      expect(await posts()).toContain(`Also on · 同一客户也在: Telegram (${number})`)

      await tell('/forget', /erase/)
      await tell('yes', /Done/)
      await until('WeChat is told', () => texts().some((text) => text.includes('对话已不再和这里关联')))
      expect((await say('进度', 1))[0]).not.toContain(number)
      await desk.stop()
      await api.close()
      expect(await store.transcript('tg:7100' as ConversationId)).not.toContain(number)
    }, 60_000)
  })
}
