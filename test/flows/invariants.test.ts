/** What holds in every conversation file, whatever it tells: one question at a time, no bad advice, one language, nobody left unheard. */

import { describe, expect, test } from 'vitest'
import { findLinkCode } from '../../src/domain/link-code.ts'
import { type BotTurn, playedFiles, storedOf } from '../support/conversation-turns.ts'
import { type Speech, WRONGS } from '../support/speech.ts'

const played = playedFiles()
const turns = played.flatMap((file) => file.turns)

/** The turns that break a rule, by their place, so that a failure names them. */
const breaking = (breaks: (turn: BotTurn) => boolean): readonly string[] =>
  turns.filter(breaks).map(({ where, said, asked }) => `${where}: ${said} ${asked?.prompt ?? ''}`)

const textOf = ({ lines }: BotTurn): string => lines.map(({ text }) => text).join('\n')
const speechOf = ({ said, asked, lang, told }: BotTurn): Speech => ({ said, prompt: asked?.prompt ?? '', lang, told })

/** What must be noticed, by what is wrong with it; the customer has told of an X16-Q. */
const PLANTED: Readonly<Record<keyof typeof WRONGS, readonly string[]>> = {
  'asks before the question': ['What is the serial number?', '型号是什么？'],
  'advises what is forbidden (P13)': [
    'Please open the case.',
    'Reseat the cables inside.',
    'Measure it with a multimeter.',
    'Then reflash the control board.',
    '请拆开外壳看看。',
    '把算力板对调一下。',
    '可以先关闭温度保护。',
  ],
  'names an hour without China time (P1)': ['The desk opens at 9:00.', '明天 9:00 上班。'],
  'speaks Chinese in English': ['All right, 好的.'],
  'speaks English in Chinese': ['好的，我知道了：please send it to us soon。'],
  'states a number that nobody has set': [
    'It takes 3 weeks.',
    'That costs 120 USD.',
    'Leave it for 45 minutes.',
    '一般 7 个工作日。',
    '修理费 350 元。',
  ],
  'names a warranty period (P12)': [
    'The warranty is 180 days.',
    'It has a 12-month warranty.',
    'The warranty lasts one year.',
    '保修期一年。',
    '质保 180 天。',
  ],
  'explains a light': ['A red LED means a dead board.', 'The flashing light indicates an upgrade.', '红灯表示过温。'],
  'gives an address that staff have not': ['Send it to 12 Example Road.', '请寄到示例省示例市示例路。'],
  'links elsewhere (P2)': ['See https://jasminer.example/help.', '请看 www.example.com。'],
  'names a contact that is none (P2)': ['Write to Jasminer2099 on WeChat.', '请加 Jasminer_Support。'],
  blames: ['That is your own fault.', 'You should have asked first.', '这是您自己造成的。'],
  'promises (P19)': ['I promise that it comes back.', 'Within 5 working days.', '5 个工作日寄回。', '我们保证修好。'],
}

/** What must not be taken for any of it. */
const INNOCENT: readonly (readonly [Speech['lang'], string])[] = [
  ['en', 'Generally within 5 working days.'],
  ['en', 'Please don’t open the machine: that ends the warranty.'],
  ['en', 'The desk opens Monday 16 March, 9:00 China time.'],
  ['en', 'Your words: “送到 12 Example Road, 120 USD”.'],
  ['en', 'I can’t promise a day. Checks done: 2.'],
  ['en', 'A machine without an order whose owner makes no contact for more than 90 days is not returned.'],
  ['zh', '一般 5 个工作日内寄回。'],
  ['zh', '请不要拆机，拆机会影响保修。'],
  ['zh', '周一 9:00（北京时间）上班，不能保证当天修好。'],
]
const spoken = (lang: Speech['lang'], said: string): Speech => ({ said, prompt: '', lang, told: 'my X16-Q' })
const languageOf = (text: string): Speech['lang'] => (/\p{Script=Han}{3}/u.test(text) ? 'zh' : 'en')

describe('what must not be said', () => {
  test.each(Object.entries(PLANTED))('is noticed: the bot %s', (what, texts) => {
    for (const text of texts) expect(WRONGS[what]?.(spoken(languageOf(text), text)), text).toBe(true)
  })

  test('has something planted for each', () => {
    expect(Object.keys(PLANTED).toSorted()).toEqual(Object.keys(WRONGS).toSorted())
  })

  test.each(INNOCENT)('is not seen where it is not: %s, %s', (lang, text) => {
    const seen = Object.entries(WRONGS).filter(([, isWrong]) => isWrong(spoken(lang, text)))
    expect(seen.map(([what]) => what)).toEqual([])
  })
})

describe('in every conversation', () => {
  test('there are many turns to look at', () => {
    expect(turns.length).toBeGreaterThan(150)
    for (const sample of [/\d:\d\d/, /generally within/i, /一般.*个工作日/u, /https:\/\/jasminer/])
      expect(turns.filter((turn) => sample.test(textOf(turn))).length, String(sample)).toBeGreaterThan(0)
  })

  test('a turn asks at most one question, in its last line', () => {
    expect(breaking(({ lines }) => lines.slice(0, -1).some(({ question }) => question !== null))).toEqual([])
    expect(breaking(({ asked, lines }) => lines.at(-1)?.question?.id !== asked?.id)).toEqual([])
  })

  test.each(Object.entries(WRONGS))('the bot never %s', (_, isWrong) => {
    expect(breaking((turn) => isWrong(speechOf(turn)))).toEqual([])
  })

  test('nothing but a question is said twice in a row', () => {
    const repeated = played.flatMap((file) =>
      file.turns.filter(({ said }, index) => said !== '' && file.turns[index - 1]?.said === said),
    )
    expect(repeated.map(({ where, said }) => `${where}: ${said}`)).toEqual([])
  })

  test('every message of a customer is answered, or passed on while a person is wanted, unless staff banned them', () => {
    const unheard = played.flatMap(({ file, beats }) =>
      beats
        .filter(({ act }) => act.kind === 'customer' || act.kind === 'tap')
        .filter((beat) => storedOf(beat).desk.value !== 'banned')
        // What its registry answers to a code is an act of its own.
        .filter((beat) => !(findLinkCode(beat.act.text) && beats[beats.indexOf(beat) + 1]?.act.kind === 'happening'))
        .filter((beat) => {
          const answered = beat.heard.some(({ lines }) => lines.length > 0)
          const relayed = beat.heard.some(({ posts }) => posts.some(({ kind }) => kind === 'relay'))
          return !answered && !(relayed && storedOf(beat).desk.value !== 'bot')
        })
        .map(({ act }) => `${file.name}: ${act.text}`),
    )
    expect(unheard).toEqual([])
  })

  test('while a person has the talk the bot is silent', () => {
    const interrupted = played.flatMap(({ file, beats }) =>
      beats
        // What staff do with an order is told at once (P4-P21), by the bot in the customer's language.
        .filter((beat) => storedOf(beat).desk.value === 'person' && beat.act.kind !== 'staff')
        .filter(({ heard }) => heard.some(({ lines }) => lines.some(({ from }) => from === 'bot')))
        .map(({ act }) => `${file.name}: ${act.text}`),
    )
    expect(interrupted).toEqual([])
  })

  test('what a customer is told of a rule ends with the offer to ask first (P22)', () => {
    const rules = turns.filter((turn) => /warranty runs from|Generally within|保修从|一般 \d/u.test(turn.said))
    expect(rules.length).toBeGreaterThanOrEqual(4)
    expect(
      rules.filter(({ said }) => !/“a person”\.$|回复“人工”就可以。$/u.test(said)).map(({ where }) => where),
    ).toEqual([])
  })

  test('every message to an order tells not to ship before staff have confirmed (P11)', () => {
    const filed = played.flatMap(({ beats }) =>
      beats.filter(({ heard }) => heard.some(({ orders }) => orders.length > 0)),
    )
    expect(filed.length).toBeGreaterThanOrEqual(8)
    const warned = filed.filter(({ heard }) =>
      heard.some(({ lines }) => lines.some(({ text }) => /don’t ship before|先不要寄/u.test(text))),
    )
    expect(warned.length).toBe(filed.length)
  })
})
