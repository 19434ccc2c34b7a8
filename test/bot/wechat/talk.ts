/** What customers and staff do in WeChat, over the real process and real gRPC: in, out, and who has the talk. */
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createTakeFile } from '../../../src/bot/files/take.ts'
import { conversationOf, type Place } from '../../../src/bot/wechat/places.ts'
import { DAY } from '../../../src/domain/values.ts'
import type { ConversationId } from '../../../src/ports.ts'
import { until } from '../../e2e/support/until.ts'
import type { Desk, Shop } from '../../support/wechat-shop.ts'
import { post, useBench } from '../bench.ts'

const FAULT = '我的X16-Q从昨天晚上开始没有算力了'
/** The topic of the room that staff work in. */
export const ROOM = '售后客服'
const STAFF_ROOM = conversationOf({ kind: 'staff', room: ROOM })
let customers = 0

/** `shop` is open for the whole file. */
export function talksAsWechatDoes(shop: () => Shop): void {
  describe('in WeChat alone', () => {
    const bench = useBench()

    let desk: Desk
    let id: string
    beforeEach(async () => {
      customers += 1
      id = `wxid_talk_${customers}`
      desk = shop().desk(bench(), { staffRoom: STAFF_ROOM })
      await until('logged in', () => desk.channel.state().status === 'ready')
    })
    afterEach(() => desk.stop())

    const direct = (): ConversationId => conversationOf({ kind: 'direct', contact: id })
    const say = (text: string): void => shop().gateway.tell({ kind: 'say', from: id, name: '李示例', text })
    const answers = (): readonly string[] =>
      shop()
        .gateway.received(id)
        .map(({ text }) => text)
    const answered = (count: number) => until(`${count} answers`, () => answers().length >= count)
    interface Kept {
      readonly who: string
      readonly text: string
      readonly quote?: string
    }
    const transcript = async (conversation = direct()): Promise<readonly Kept[]> =>
      (await bench().store.transcript(conversation)).map((line) => JSON.parse(line))
    const heard = async (conversation = direct()) =>
      (await transcript(conversation))
        .filter(({ who }) => who === 'customer' || who === 'staff')
        .map(({ who, text }) => [who, text])
    const untilHeard = (count: number, conversation = direct()) =>
      until(`${count} heard`, async () => (await heard(conversation)).length >= count)

    describe('in', () => {
      test.each(['1', '１', '1.', '１。', '没有'])('a question is answered by %j', async (answer) => {
        say(FAULT)
        await answered(1)
        const [first = ''] = answers()
        expect(first).toMatch(/\n1 {2}\S/)
        say(answer)
        await answered(2)
        expect(answers()[1]).not.toBe(first)
      })

      test('a quote is taken off and kept as what was answered', async () => {
        say('「ShopBot：选一个」\n- - - - - - - - - -\n算力为零')
        await answered(1)
        expect((await transcript())[0]).toMatchObject({ who: 'customer', text: '算力为零', quote: '选一个' })
      })

      test('a photo is kept as evidence', async () => {
        shop().gateway.tell({ kind: 'know', id, name: '李示例' })
        shop().gateway.tell({ kind: 'file', from: id, name: 'label.png', base64: PHOTO })
        await untilHeard(1)
        expect(await heard()).toEqual([['customer', '[photo]']])
        await answered(1)
        expect(answers()[0]).toContain('照片')
        expect(shop().gateway.received(id).length).toBe(1)
      })

      test('a voice message is kept, and words are asked for', async () => {
        const silk = Buffer.from('\x02#!SILK_V3 and what was said').toString('base64')
        shop().gateway.tell({ kind: 'know', id, name: '李示例' })
        shop().gateway.tell({ kind: 'file', from: id, name: 'voice.silk', base64: silk, type: 2 })
        await answered(1)
        expect(await heard()).toEqual([['customer', '[voice]']])
        expect(answers()[0]).toMatch(/打字|文字/)
      })

      test.each([
        ['a sticker', 5],
        ['a card', 3],
        ['a location', 8],
        ['a link', 14],
        ['a forwarded chat', 4],
        ['a red packet', 12],
      ])('%s is answered with what works', async (_what, type) => {
        shop().gateway.tell({ kind: 'as', from: id, type })
        await answered(1)
        expect(answers()[0]).toMatch(/打几个字|打字/)
      })

      test('what was written more than a day ago is kept, and not answered', async () => {
        shop().gateway.tell({ kind: 'say', from: id, name: '李示例', text: '上周的话', at: Date.now() - 2 * DAY })
        await untilHeard(1)
        say(FAULT)
        await answered(1)
        expect((await heard()).map(([, text]) => text)).toEqual(['上周的话', FAULT])
        expect(answers().length).toBe(1)
        expect(answers()[0]).toMatch(/冒烟|烧焦|火花/)
      })

      test('WeChat’s own notes and recalled messages are none', async () => {
        for (const type of [13, 10, 16]) shop().gateway.tell({ kind: 'as', from: id, type })
        say(FAULT)
        await answered(1)
        expect(await heard()).toEqual([['customer', FAULT]])
      })

      test('in a room only who calls the account is heard, and is answered there by name', async () => {
        const room = `${id}@chatroom`
        shop().gateway.tell({ kind: 'say', from: id, name: '李示例', text: 'hello' })
        await answered(1)
        shop().gateway.tell({ kind: 'room', id: room, topic: 'Miners', members: [id] })
        shop().gateway.tell({ kind: 'say_in_room', room, from: id, text: '大家好', calls: false })
        shop().gateway.tell({ kind: 'say_in_room', room, from: id, text: `@ShopBot\u2005${FAULT}`, calls: true })
        const place: Place = { kind: 'room', room, contact: id, name: '' }
        await untilHeard(1, conversationOf(place))
        expect(await heard(conversationOf(place))).toEqual([['customer', FAULT]])
        await until('an answer in the room', () => shop().gateway.received(room).length > 0)
        expect(shop().gateway.received(room)[0]?.text).toMatch(/^@李示例\u2005/)
      })

      test('a friend request is accepted, and greeted', async () => {
        shop().gateway.tell({ kind: 'know', id, name: '李示例' })
        shop().gateway.tell({ kind: 'friend', id: `f-${id}`, contact: id })
        await until('accepted', () =>
          shop().gateway.news.some((one) => one.kind === 'befriended' && one.id === `f-${id}`),
        )
        await answered(1)
        expect(answers()[0]).toContain('您好')
      })
    })

    describe('a person on the phone', () => {
      const phone = (text: string): void => shop().gateway.tell({ kind: 'phone', to: id, text })

      test('takes the talk over: the bot is silent, and nothing is sent twice', async () => {
        say(FAULT)
        await answered(1)
        phone('您好，我是小王示例，我来看看')
        await untilHeard(2)
        expect((await heard())[1]).toEqual(['staff', '您好，我是小王示例，我来看看'])
        say('没有冒烟')
        await untilHeard(3)
        expect(answers().length).toBe(2)
      })

      test('gives it back by #bot: the open question is asked again', async () => {
        say(FAULT)
        await answered(1)
        phone('稍等')
        await untilHeard(2)
        phone('#bot')
        await answered(4)
        expect(answers()[3]).toMatch(/\n1 {2}\S/)
      })

      test('is before what the customer writes after it', async () => {
        say(FAULT)
        await answered(1)
        phone('我来处理')
        say('好的')
        await untilHeard(3)
        expect(await heard()).toEqual([
          ['customer', FAULT],
          ['staff', '我来处理'],
          ['customer', '好的'],
        ])
        expect(answers().length).toBe(2)
      })

      test('is never seen in the bot’s own echo', async () => {
        for (const text of [FAULT, '没有', '质保多久？', '查进度']) {
          const before = answers().length
          say(text)
          await answered(before + 1)
        }
        await post(bench().store, direct(), { kind: 'said', text: '营业时间' })
        say('还在吗')
        await untilHeard(6)
        expect((await heard()).every(([who]) => who === 'customer')).toBe(true)
      })
    })

    describe('out', () => {
      test('a long line goes out in parts, in their order', async () => {
        say(FAULT)
        await answered(1)
        const text = `${'维修'.repeat(1_100)}👨‍👩‍👧${'流程'.repeat(1_500)}`
        await post(bench().store, direct(), { kind: 'staff.said', text, by: 'Wang Example' })
        await answered(4)
        expect(answers().slice(1).join('')).toBe(text)
      })

      test('a file of staff arrives as it is, before its words', async () => {
        say(FAULT)
        await answered(1)
        const bytes = Buffer.from('first the fan, then the cable', 'utf8')
        const take = createTakeFile(bench().store.filesIn(join(shop().folder, 'files')))
        const fileId = randomBytes(16).toString('base64url')
        const taken = await take(direct(), fileId, bytes, 'staff')
        if (taken.status !== 'kept') throw new Error(taken.why)
        const file = { id: fileId, kind: taken.file.kind, name: 'steps.txt' }
        await post(bench().store, direct(), { kind: 'staff.said', text: '请按这个来', by: 'Wang Example', file })
        await answered(3)
        const [, sent, words] = shop().gateway.received(id)
        expect(Buffer.from(sent?.file ?? '', 'base64')).toEqual(bytes)
        expect(words?.text).toBe('请按这个来')
        expect((await heard()).map(([who]) => who)).toEqual(['customer', 'staff'])
      })

      test('the place of a line that was written on the phone is nothing to be sent', async () => {
        say(FAULT)
        await answered(1)
        const line = { from: 'staff', text: '', question: null } as const
        const sent = await desk.channel.send(direct(), line, AbortSignal.timeout(5_000), 99)
        expect(sent.status).toBe('sent')
        expect(answers().length).toBe(1)
      })

      test('a contact that is gone is told to staff, not tried for ever', async () => {
        const line = { from: 'bot', text: 'hello', question: null } as const
        const nobody = conversationOf({ kind: 'direct', contact: 'nobody' })
        const sent = await desk.channel.send(nobody, line, AbortSignal.timeout(5_000), 1)
        expect(sent.status).toBe('unreachable')
        expect((await desk.channel.send('tg:42' as ConversationId, line, AbortSignal.timeout(5_000), 1)).status).toBe(
          'refused',
        )
      })
    })

    describe('an official account', () => {
      test('holds what comes after five answers, tells staff, and sends it first when the customer writes again', async () => {
        await desk.stop()
        desk = shop().desk(bench(), { puppet: 'wechaty-puppet-official-account' })
        await until('logged in', () => desk.channel.state().status === 'ready')
        say(FAULT)
        await answered(1)
        for (let n = 1; n <= 6; n += 1)
          await post(bench().store, direct(), { kind: 'staff.said', text: `line ${n}`, by: 'Wang Example' })
        const told = async () => (await transcript()).some(({ text }) => text.includes('公众号在客户发言后 48 小时内'))
        await until('staff are told', told)
        expect(answers().slice(1)).toEqual(['line 1', 'line 2', 'line 3', 'line 4'])
        say('还在吗')
        await answered(7)
        expect(answers().slice(5)).toEqual(['line 5', 'line 6'])
      })
    })

    describe('the staff room', () => {
      const room = 'staff@chatroom'
      const posts = (): readonly string[] =>
        shop()
          .gateway.received(room)
          .map(({ text }) => text)
      const post = async (what: RegExp): Promise<string> => {
        await until(`a post ${what}`, () => posts().some((text) => what.test(text)))
        return posts().findLast((text) => what.test(text)) ?? ''
      }
      const staffSay = (text: string): void =>
        shop().gateway.tell({ kind: 'say_in_room', room, from: 'wxid_staff', text, calls: false })
      const quoting = (text: string, words: string): string =>
        `「ShopBot：${text}」\n- - - - - - - - - - - - - - -\n${words}`

      test('gets the card; a reply that quotes it reaches the customer, a note never does, #release hands back', async () => {
        shop().gateway.tell({ kind: 'know', id: 'wxid_staff', name: '王示例' })
        shop().gateway.tell({ kind: 'room', id: room, topic: ROOM, members: ['wxid_staff'] })
        say('转人工')
        const card = await post(/№ \d+-[0-9a-f]{6}$/)
        staffSay('大家先看看这个')
        staffSay(quoting(card, '内部: 他上周也来过'))
        staffSay(quoting(card, '您好，请问机器现在亮灯吗？'))
        await until('the line', () => answers().includes('您好，请问机器现在亮灯吗？'))
        const [, number = ''] = /№ (\d+)-/.exec(card) ?? []
        staffSay(`#${number} 亮什么颜色？`)
        await until('the next line', () => answers().includes('亮什么颜色？'))
        say('绿灯')
        const relay = await post(/绿灯/)
        const [, later = ''] = /№ (\d+)-/.exec(relay) ?? []
        const before = answers().length
        staffSay(`#release ${later}`)
        await answered(before + 1)
        expect(answers().join('\n')).not.toMatch(/大家先看看|他上周也来过/)
      })

      test('gets a customer’s photo, and a file put there goes to whom #file names', async () => {
        shop().gateway.tell({ kind: 'know', id: 'wxid_staff', name: '王示例' })
        shop().gateway.tell({ kind: 'room', id: room, topic: ROOM, members: ['wxid_staff'] })
        const before = shop().gateway.received(room).length
        say('转人工')
        await answered(1)
        shop().gateway.tell({ kind: 'file', from: id, name: 'label.png', base64: PHOTO })
        const fresh = () => shop().gateway.received(room).slice(before)
        // The words of its post follow it.
        const relayed = () => {
          const photo = fresh().findIndex(({ file }) => file !== null)
          return photo < 0 ? undefined : fresh().slice(photo + 1)[0]?.text
        }
        await until('the photo in the room', () => relayed() !== undefined)
        const relay = relayed() ?? ''
        const [, number = ''] = /№ (\d+)-/.exec(relay) ?? []

        const steps = Buffer.from('先检查风扇，再检查网线', 'utf8')
        shop().gateway.tell({
          kind: 'file_in_room',
          room,
          from: 'wxid_staff',
          name: 'steps.txt',
          base64: steps.toString('base64'),
        })
        staffSay(`#file ${number} 请按这个来`)
        await until('the words', () => answers().includes('请按这个来'))
        expect(
          shop()
            .gateway.received(id)
            .map(({ file }) => file),
        ).toContain(steps.toString('base64'))

        staffSay(quoting('[图片]', '这张照片很清楚'))
        await until('it is said', () => fresh().some(({ text }) => text.includes('已找不到对应的客户')))
        expect(answers()).not.toContain('这张照片很清楚')
      })
    })
  })
}

/** One red pixel. */
const PHOTO = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=='
