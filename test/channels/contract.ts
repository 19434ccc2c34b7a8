/**
 * What every channel keeps to, written once: whatever the platform, a customer's words arrive once, whole and in their order, and the answers
 * come back the same. Each behaviour plays on the real talk, a real store and the platform's own wire.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Inbound } from '../../src/flows/types.ts'
import type { ConversationId } from '../../src/ports.ts'
import { post, useBench } from '../bot/bench.ts'
import { until } from '../e2e/support/until.ts'
import { CHINESE, ENGLISH, type Move, orderNumberIn } from '../e2e/support/walk.ts'
import type { Ability, Customer, Kind, Shown, Stage } from './stage.ts'

const FAULT = 'my X16-Q shows zero hashrate since last night'
const FAULT_ZH = '我的X16-Q从昨天晚上开始没有算力了'
const QUIET_MS = 150
const never = new AbortController().signal

export function holdsTheContract(kind: Kind): void {
  // As the desk's own Redis: what it has answered is there after a kill.
  const bench = useBench({ appendfsync: 'always' })
  let stage: Stage
  let ana: Customer
  beforeEach(async () => {
    stage = await kind.open(bench())
    ana = stage.customer('en')
  })
  afterEach(() => stage.close())

  /** The newest line once there are at least `count`. */
  async function line(count: number, customer = ana): Promise<Shown> {
    let lines: readonly Shown[] = []
    await until(`line ${count}`, async () => {
      lines = await customer.lines()
      return lines.length >= count
    })
    const newest = lines.at(-1)
    if (newest === undefined) throw new Error('there are no lines')
    return newest
  }
  const countOf = async (customer = ana) => (await customer.lines()).length
  /** The newest line after something was done. */
  async function newestAfter(act: Promise<void>, customer = ana): Promise<Shown> {
    const before = await countOf(customer)
    await act
    return await line(before + 1, customer)
  }
  const say = (text: string, customer = ana) => newestAfter(customer.say(text), customer)
  /** What was heard and said, as it is kept. */
  async function transcript(customer = ana): Promise<readonly { who: string; text: string }[]> {
    const lines = await bench().store.transcript(await customer.conversation())
    return lines.map((kept) => JSON.parse(kept))
  }
  const heard = async (customer = ana) =>
    (await transcript(customer)).flatMap(({ who, text }) => (who === 'customer' ? [text] : []))
  const untilHeard = (count: number) => until(`${count} heard`, async () => (await heard()).length >= count)
  const fromStaff = async (text: string) =>
    void (await post(bench().store, await ana.conversation(), {
      kind: 'staff.said',
      text,
      by: 'Wang Example',
    } satisfies Inbound))

  /** A behaviour for platforms that can do it; elsewhere it is skipped and tells why. */
  const testWith = (ability: Ability, what: string, body: () => Promise<void>): void => {
    const reason = kind.lacks?.[ability]
    if (reason === undefined) test(what, body)
    else test.skip(`${what} (not here: ${reason})`, body)
  }

  describe(`${kind.name}: words`, () => {
    test('are answered', async () => {
      expect((await say(FAULT)).question).toBe('danger')
    })

    test('in Chinese are answered in Chinese', async () => {
      const li = stage.customer('zh')
      const { text, offers } = await say(FAULT_ZH, li)
      expect(text).toMatch(/\p{Script=Han}/u)
      expect(offers.every((label) => /\p{Script=Han}/u.test(label))).toBe(true)
    })

    test('of a Chinese customer that tell no language are answered in Chinese', async () => {
      expect((await say('/start', stage.customer('zh'))).text).toMatch(/\p{Script=Han}/u)
    })

    testWith('language', 'of a customer whose first words tell no language follow the platform’s', async () => {
      expect((await say('/start')).text).not.toMatch(/\p{Script=Han}/u)
    })

    test.each([
      ['emoji of several parts', '👩‍🔧🏽 👨‍👩‍👧‍👦 🇨🇳'],
      ['right to left', 'آلة التعدين لا تعمل'],
      ['stacked accents', `e${'\u0301'.repeat(40)}`],
      ['full width and rare characters', 'Ｘ１６－Ｑ 𠮷 𪚥'],
      ['quotes, brackets, backslashes', `'";\\{}[]<>&\u2028|$(x)\``],
      ['what looks like formatting', '<b>bold</b> *bold* _it_ [a](http://example.com) `code`'],
      ['keys of a prototype', '__proto__ constructor toString'],
      ['several lines', 'one\n\n  two\n\tthree'],
    ])('arrive as they were written: %s', async (_what, text) => {
      await say(text)
      expect(await heard()).toEqual([text])
    })

    test('that fill a whole message arrive whole', async () => {
      const text = `${'算力掉了。'.repeat(780)}end`
      await say(text)
      expect(await heard()).toEqual([text])
    })

    test('that nobody can read are answered all the same', async () => {
      for (const text of ['\u200b\u200d', '?', '\ufdfa'.repeat(2_000)]) expect((await say(text)).text).not.toBe('')
    })

    test('come in the order in which they were sent', async () => {
      const texts = Array.from({ length: 12 }, (_, n) => `word number ${n}`)
      for (const text of texts) await ana.say(text)
      await untilHeard(texts.length)
      expect(await heard()).toEqual(texts)
    })

    test('sent once more by the platform are taken once, at once and after the answer', async () => {
      await ana.say(FAULT)
      await ana.repeat()
      await line(1)
      await ana.repeat()
      await say('no')
      await sleep(QUIET_MS)
      expect(await heard()).toEqual([FAULT, 'no'])
      expect(await countOf()).toBe(2)
    })

    test('of two customers do not meet', async () => {
      const li = stage.customer('zh')
      await Promise.all([ana.say(FAULT), li.say(FAULT_ZH)])
      await Promise.all([line(1), line(1, li)])
      await Promise.all([ana.say('no'), li.say('没有')])
      await Promise.all([line(2), line(2, li)])
      expect(await heard()).toEqual([FAULT, 'no'])
      expect(await heard(li)).toEqual([FAULT_ZH, '没有'])
      expect((await ana.lines()).some(({ text }) => /\p{Script=Han}/u.test(text))).toBe(false)
    })

    test('are in no log', async () => {
      await say('my X16-Q canaryword is dead')
      await say('call me on +1 202 555 0199')
      const logged = bench().logged.join('')
      expect(logged).not.toContain('canaryword')
      expect(logged).not.toMatch(/555.?0199/)
    })
  })

  describe(`${kind.name}: a question`, () => {
    const answers: readonly (readonly [string, (open: Shown) => Promise<void>])[] = [
      ['the button', (open) => ana.pick(open, open.offers[1] ?? '')],
      ['its label', (open) => ana.say(open.offers[1] ?? '')],
      ['its label in other letters', (open) => ana.say(`  ${open.offers[1]?.toUpperCase()}. `)],
      ['its number', () => ana.say('2')],
      ['its number in full width', () => ana.say('２。')],
    ]
    test.each(answers)('is answered by %s', async (_how, answer) => {
      const open = await say(FAULT)
      expect(open.question).toBe('danger')
      expect(open.offers.length).toBeGreaterThanOrEqual(2)
      expect((await newestAfter(answer(open))).question).not.toBe('danger')
    })

    testWith('buttons', 'that was answered takes no second answer: the open one is asked again', async () => {
      const danger = await say(FAULT)
      const serial = await newestAfter(ana.pick(danger, danger.offers[1] ?? ''))
      const again = await newestAfter(ana.pick(danger, danger.offers[1] ?? ''))
      expect(again.question).toBe(serial.question)
    })

    test('tapped twice moves on once', async () => {
      const danger = await say(FAULT)
      await ana.pick(danger, danger.offers[1] ?? '')
      await ana.repeat()
      const serial = await line(2)
      await sleep(QUIET_MS)
      expect((await ana.lines()).map(({ question }) => question)).toEqual(['danger', serial.question])
    })

    test('is asked again after a question beside it', async () => {
      await say(FAULT)
      expect((await say('how long is the warranty?')).question).toBe('danger')
    })

    test('is asked again after help, and after a command that there is none of', async () => {
      await say(FAULT)
      for (const command of ['/help', '/nosuchthing']) expect((await say(command)).question).toBe('danger')
    })
  })

  describe(`${kind.name}: the desk`, () => {
    test('ends and begins again: the talk goes on where it stood', async () => {
      const danger = await say(FAULT)
      await stage.restart()
      const serial = await newestAfter(ana.pick(danger, danger.offers[1] ?? ''))
      expect(serial.question).not.toBe('danger')
      expect(await countOf()).toBe(2)
    })

    testWith('keeping', 'was away when the customer wrote: the words are answered once it is back', async () => {
      await say(FAULT)
      await stage.stop()
      const said = ana.say('no')
      await stage.start()
      await said
      await line(2)
      expect(await heard()).toEqual([FAULT, 'no'])
    })

    test('has no Redis for a while: nothing is lost, nothing comes twice', async () => {
      await say(FAULT)
      await bench().redis.kill()
      const said = ana.say('no')
      await sleep(QUIET_MS)
      await bench().redis.restart()
      await said
      await line(2)
      await sleep(QUIET_MS)
      expect(await heard()).toEqual([FAULT, 'no'])
      expect(await countOf()).toBe(2)
    })

    test('says that it is ready, and as what', async () => {
      await until('ready', () => stage.channel().state().status === 'ready')
      expect(stage.channel().state()).toEqual({ status: 'ready', as: expect.any(String) })
    })

    test('stops at once with a customer there, and a second time', async () => {
      await say(FAULT)
      const startedAt = performance.now()
      await stage.stop()
      expect(performance.now() - startedAt).toBeLessThan(3_000)
      await stage.start()
    })

    test('sends to its own conversations only', async () => {
      await say(FAULT)
      const channel = stage.channel()
      expect(channel.serves(await ana.conversation())).toBe(true)
      for (const other of [kind.foreign, 'staff:tg:-1009' as ConversationId]) expect(channel.serves(other)).toBe(false)
    })

    test('ends a send as a value, also one that is given up before it begins', async () => {
      await say(FAULT)
      const text: Parameters<ReturnType<Stage['channel']>['send']>[1] = { from: 'bot', text: 'late', question: null }
      const sent = await stage.channel().send(await ana.conversation(), text, AbortSignal.abort(), 99)
      expect(['sent', 'again']).toContain(sent.status)
      expect((await stage.channel().send(await ana.conversation(), text, never, 100)).status).toBe('sent')
    })
  })

  describe(`${kind.name}: a person`, () => {
    test('writes as they wrote it: nothing is read as formatting', async () => {
      await say(FAULT)
      const text = 'Line one\n  <b>two</b> & *three* _four_ [five](https://example.com) 👩‍🔧'
      expect((await newestAfter(fromStaff(text))).text).toBe(text)
    })

    test('writes several lines: they come in order, without buttons', async () => {
      await say(FAULT)
      for (const text of ['one', 'two', 'three']) await fromStaff(text)
      await line(4)
      const lines = (await ana.lines()).slice(1)
      expect(lines.map(({ text }) => text)).toEqual(['one', 'two', 'three'])
      expect(lines.every(({ offers }) => offers.length === 0)).toBe(true)
    })

    test('writes at length: all of it arrives, in order', async () => {
      await say(FAULT)
      const text = Array.from({ length: 900 }, (_, n) => `第${n}行 👩‍🔧`).join('\n')
      await fromStaff(text)
      const shown = async () => (await ana.lines()).slice(1).map((one) => one.text)
      const joined = async () => (await shown()).join('\n').replaceAll(/\n+/g, '\n').trim()
      await until('all of it', async () => (await joined()).length >= text.length)
      expect(await joined()).toBe(text)
    })
  })

  describe(`${kind.name}: a whole talk`, () => {
    test.each([
      ['English', 'en', ENGLISH, true],
      ['Chinese', 'zh', CHINESE, false],
    ] as const)('in %s ends in one order', async (_name, lang, moves, byButtons) => {
      const customer = stage.customer(lang)
      const told = await play(customer, moves, byButtons)
      const number = orderNumberIn(told.text)
      const filed = await bench().store.ordersOf(await customer.conversation())
      expect(filed).toEqual([number.replaceAll('-', '')])
      expect((await transcript(customer)).filter(({ who }) => who === 'customer')).toHaveLength(moves.length)
    })

    test('is erased when the customer asks for it', async () => {
      const open = await say(FAULT)
      expect(open.question).toBe('danger')
      const sure = await say('/forget')
      await ana.pick(sure, sure.offers[0] ?? '')
      await until('erased', async () => !(await transcript()).some(({ text }) => text === FAULT))
    })

    /** By what is offered, or by typing. */
    async function play(customer: Customer, moves: readonly Move[], byButtons: boolean): Promise<Shown> {
      let open: Shown | null = null
      for (const { at, offer, types } of moves) {
        // A name is offered only where the platform tells one.
        if (open !== null && open.offers.length > 0) expect(open.question).toBe(at)
        const label = open === null || offer === undefined ? undefined : await labelAt(open, types)
        const act: Promise<void> =
          byButtons && open !== null && label !== undefined ? customer.pick(open, label) : customer.say(types)
        open = await newestAfter(act, customer)
      }
      if (open === null) throw new Error('nothing was played')
      return open
    }

    /** The label that the typed answer means: by its number, or by its words. */
    const labelAt = async ({ offers }: Shown, types: string): Promise<string | undefined> =>
      /^\d$/.test(types)
        ? offers[Number(types) - 1]
        : offers.find((one) => one.toLowerCase().startsWith(types.toLowerCase()))
  })
}
