/** What holds in every conversation file, whatever it tells: one question at a time, no bad advice, one language, nobody left unheard. */
import { describe, expect, test } from 'vitest'
import { type BotTurn, playedFiles, storedOf } from '../support/conversation-turns.ts'

const played = playedFiles()
const turns = played.flatMap((file) => file.turns)

/** The turns that break a rule, by their place, so that a failure names them. */
const breaking = (breaks: (turn: BotTurn) => boolean): readonly string[] =>
  turns.filter(breaks).map(({ where, said, asked }) => `${where}: ${said} ${asked?.prompt ?? ''}`)

const textOf = ({ lines }: BotTurn): string => lines.map(({ text }) => text).join('\n')
/** Customers' own words stand in quotation marks. */
const withoutQuotes = (text: string): string => text.replace(/“[^”]*”/gu, '')
const sentences = (text: string): readonly string[] => text.split(/(?<=[.!?。！？；])\s*|\n/u)

/** Said as a warning, these words are welcome. */
const FORBIDDEN =
  /\bopen(ing)? (the |your )?(machine|case|housing|cover|miner)(?!['’]s)|reseat|multimeter|\b(re)?flash(ing)? |swap .*board|unscrew|disable .*protection|拆机|拆开|打开机壳|开盖|万用表|刷机|重刷|插拔.*(内|板)|关闭.*保护/iu
const WARNING = /don[’']t|do not|never|without|void|\bends?\b|不要|请勿|别|不用|影响保修|失去保修/iu

describe('in every conversation', () => {
  test('there are many turns to look at', () => {
    expect(turns.length).toBeGreaterThan(150)
  })

  test('a turn asks at most one question, in its last line', () => {
    expect(breaking(({ lines }) => lines.slice(0, -1).some(({ question }) => question !== null))).toEqual([])
    expect(breaking(({ asked, lines }) => lines.at(-1)?.question?.id !== asked?.id)).toEqual([])
  })

  test('nothing is asked before the question', () => {
    expect(breaking(({ said }) => /[?？]/u.test(withoutQuotes(said)))).toEqual([])
  })

  test('no forbidden advice is given', () => {
    const advises = (text: string) => sentences(text).some((one) => FORBIDDEN.test(one) && !WARNING.test(one))
    expect(breaking((turn) => advises(textOf(turn)))).toEqual([])
  })

  test('forbidden advice would be noticed', () => {
    const advice = ['Please open the case.', '请拆开外壳看看。', 'Measure it with a multimeter.', 'Reseat the cables.']
    for (const text of advice) expect(FORBIDDEN.test(text) && !WARNING.test(text), text).toBe(true)
  })

  test('an hour of the day names China time', () => {
    const hasBareHour = (text: string) =>
      withoutQuotes(text)
        .split('\n')
        .some((line) => /\b\d{1,2}:\d{2}\b/.test(line) && !/China time|北京时间/.test(line))
    expect(breaking((turn) => hasBareHour(textOf(turn)))).toEqual([])
    expect(turns.filter((turn) => /\d:\d\d/.test(textOf(turn))).length).toBeGreaterThan(5)
  })

  test('the language is kept', () => {
    const english = (turn: BotTurn) =>
      turn.lang === 'en' && /\p{Script=Han}/u.test(ownWords(turn).replaceAll('中文', ''))
    const chinese = (turn: BotTurn) => turn.lang === 'zh' && /([A-Za-z]{2,}[ ,]+){3}[A-Za-z]{2,}/.test(ownWords(turn))
    expect(breaking(english)).toEqual([])
    expect(breaking(chinese)).toEqual([])
  })

  test('nothing but a question is said twice in a row', () => {
    const repeated = played.flatMap((file) =>
      file.turns.filter(({ said }, index) => said !== '' && file.turns[index - 1]?.said === said),
    )
    expect(repeated.map(({ where, said }) => `${where}: ${said}`)).toEqual([])
  })

  test('every message of a customer is answered, or passed on while a person is wanted', () => {
    const unheard = played.flatMap(({ file, beats }) =>
      beats
        .filter(({ act }) => act.kind === 'customer' || act.kind === 'tap')
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

  test('a time for the way back is never promised (P19)', () => {
    const promises = (text: string) => /\d+ working days|\d+ ?个工作日/.test(text) && !/generally|一般/i.test(text)
    expect(breaking((turn) => promises(textOf(turn)))).toEqual([])
    expect(turns.some((turn) => /generally within/i.test(textOf(turn)))).toBe(true)
    expect(turns.some((turn) => /一般.*个工作日/u.test(textOf(turn)))).toBe(true)
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

/** What the bot says in its own words: without links, quotations, names of machines and what the customer told for the form. */
function ownWords(turn: BotTurn): string {
  return (
    withoutQuotes(textOf(turn))
      .replace(/https?:\S+/g, '')
      // Who writes in a third language is told in both which two are spoken.
      .replace(/^(我会中文和英文|I speak English and Chinese; for English).*$/gmu, '')
      .replace(/^• (Contact|联系人).*$/gmu, '')
  )
}
