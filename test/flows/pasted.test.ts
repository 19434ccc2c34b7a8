/** A paste told from words, read into little, and judged: against every recorded paste, and on pages that differ in one thing. */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import type { SerialNumber, Symptom } from '../../src/domain/values.ts'
import type { Pasted, Sent } from '../../src/flows/pasted/types.ts'
import {
  answersSeen,
  doubtIn,
  looksLikeStatus,
  readBackOf,
  readPasted,
  sentOf,
  symptomSeen,
  wordsBeside,
} from '../../src/flows/pasted.ts'
import { content, OPEN, talk } from '../support/conversation-desk.ts'
import { type Page, statusPage } from '../support/pastes.ts'

const FIXTURES = fileURLToPath(new URL('../fixtures/reading/', import.meta.url))
const recorded = readdirSync(FIXTURES)
  .filter((file) => file !== 'INDEX.tsv')
  .map((file) => [file, readFileSync(`${FIXTURES}${file}`, 'utf8')] as const)

function read(text: string, told: string | null = null): Pasted {
  const pasted = readPasted(text, content.models, told)
  if (pasted === null) throw new Error('not taken for a status')
  return pasted
}
const page = (differs: Page = {}): Pasted => read(statusPage(differs))
const kept = (pasted: Pasted, before: Sent | null = null, at = OPEN): Sent => sentOf(pasted, before, at)
const said = (pasted: Pasted, lang: 'en' | 'zh' = 'en', before: Sent | null = null, at = OPEN): string =>
  talk.catalogue.render(['pastedRead', readBackOf(pasted, before, kept(pasted, before, at))], lang)

describe('a paste', () => {
  test.each(recorded.filter(([file]) => file !== 'talk-that-is-no-log.txt'))('%s is told from words', (_, text) => {
    expect(looksLikeStatus(text)).toBe(true)
  })

  test.each([
    [''],
    ['X16-Q zero hash rate since last night'],
    ['Error: my miner stopped and I do not know why it did'],
    ['JX0000000001, JX0000000002, JX0000000003'],
    ['Name: Li Example\nPhone: 13800138000\nSN: JX0000000001\nModel: X16-Q'],
    ['型号：X16-Q\n序列号：JX0000000001\n联系人：张示例\n电话：13800138000'],
    ['the temperature: too high\nthe fan: loud as anything'],
    ['it says "board 2": nothing more'],
    ['昨天 10:30 开始没有算力\n重启过两次\n还是一样'],
    ['on 2026-03-10 at 10:00 it stopped\nand on 2026-03-11 at 09:00 again'],
    ['我想问一下：\n1、保修多久\n2、运费谁出'],
    [recorded.find(([file]) => file === 'talk-that-is-no-log.txt')?.[1] ?? ''],
  ])('words are none: %j', (text) => {
    expect(looksLikeStatus(text)).toBe(false)
    expect(readPasted(text, content.models)).toBeNull()
  })

  test.each([
    [`hi, here is the page ${statusPage()}`, 'hi, here is the page'],
    [`${statusPage()}\n冒烟了怎么办`, '冒烟了怎么办'],
    ['机型：Jasminer X16-Q\n平均算力：1300 MH/s\n风扇3：0\n这是怎么回事', '这是怎么回事'],
    ['see below\n2026-03-10 10:00:01 miner started\n2026-03-10 10:00:02 fan lost', 'see below'],
    [statusPage(), ''],
  ])('%j leaves the words beside it', (text, words) => {
    expect(looksLikeStatus(text)).toBe(true)
    expect(wordsBeside(text)).toBe(words)
  })
})

describe('what is said back', () => {
  test.each(recorded)('%s: at most six lines, in both languages, and little to keep', (_, text) => {
    const pasted = readPasted(text, content.models)
    if (pasted === null) return
    for (const lang of ['en', 'zh'] as const) {
      const lines = said(pasted, lang).split('\n')
      expect(lines.filter((line) => line.startsWith('•')).length).toBeLessThanOrEqual(6)
      expect(lines.join('\n').replace(/“[^”]*”/g, '')).not.toMatch(/undefined|null|NaN|\$\{|[?？]/)
    }
    expect(JSON.stringify(kept(pasted)).length).toBeLessThanOrEqual(150)
  })

  test('names what was read, what is wrong, and nothing that was not there', () => {
    expect(said(page({ average: 0, dagTime: 0, chips: [1, 0, 1] }))).toBe(
      [
        'Thank you, that answers a lot. I read:',
        '• X16-Q, serial JX0000000001',
        '• average 0 MH/s (normal is 1950, ±10 %), DAG not built yet',
        '• board 2 reports 0 chips, boards 1 and 3 look normal',
        '• temperatures 49-53 °C, all three fans turning, pool connected',
        'The likely cause is the missing board 2.',
      ].join('\n'),
    )
    expect(said(read('{"fan1": 0, "fan2": 6000}'))).toBe(
      'Thank you. I read:\n• fan 1 stands still\nWhat stands out is fan 1 standing still.',
    )
  })

  test('says so when nothing is wrong, and when that cannot be told', () => {
    expect(said(page())).toContain('I see nothing wrong in it.')
    expect(said(page(), 'zh')).toContain('从这份信息里没有看出异常。')
    expect(said(page({ model: 'X99-Z' }))).toContain('I can’t judge the hash rate')
    expect(said(page({ average: 0, dagTime: 0, uptime: 300 }))).toContain('Zero is normal while the DAG')
  })

  test('asks for what is missing only where no fault was found', () => {
    const cut = (differs: Page) => read(statusPage(differs).slice(0, -40))
    expect(said(cut({}))).toContain('It breaks off')
    expect(said(cut({ chips: [1, 0, 1] }))).not.toContain('It breaks off')
  })

  test('compares a hash rate with the model that was told, if the page names none', () => {
    const bare = 'Average: 1300 MH/s\nUptime: 86400\nFan1: 5900'
    expect(read(bare).found).toEqual([])
    expect(read(bare, 'X16-Q').found).toEqual(['low_hashrate'])
    expect(read(statusPage(), 'X44-P').found).toEqual([])
  })

  test('of another maker’s machine nothing is taken in', () => {
    const other = read('{"STATS":[{"BMMiner":"1.0.0","Type":"Antminer S19"},{"GHS av":63000.2,"fan1":0,"fan2":6000}]}')
    expect(other).toMatchObject({ model: null, found: [], maybe: [], shown: [], missing: 'another_maker' })
  })
})

describe('a later status of the same machine', () => {
  const MINUTE = 60_000
  const first = kept(page({ chips: [1, 0, 1], uptime: 3_600 }))
  const later = (differs: Page) => said(page(differs), 'en', first, OPEN + 60 * MINUTE)

  test('tells what has become of the fault, and whether the machine was started since', () => {
    expect(later({ chips: [1, 0, 1], uptime: 900 })).toBe(
      'Thank you. Still 0 chips on board 2, also after the restart.',
    )
    expect(later({ chips: [1, 0, 1], uptime: 7_200 })).toContain('has not been started since')
    expect(later({ uptime: 900 })).toBe('Thank you. Board 2 is back. The hash rate is 1957 MH/s.')
    expect(later({ fans: [0, 5_900, 5_900] })).toContain('What stands out is fan 1 standing still.')
  })

  test('is not taken for a fresh start when the uptime shows the same run', () => {
    const restarted = (uptime: number) => kept(page({ uptime }), first, OPEN + 60 * MINUTE).shown.includes('restarted')
    expect(restarted(7_200)).toBe(false)
    expect(restarted(6_900)).toBe(false)
    expect(restarted(900)).toBe(true)
    expect(kept(page(), null).shown).toContain('restarted')
  })

  test('counts', () => {
    expect(kept(page(), kept(page(), first)).n).toBe(3)
  })
})

describe('the symptom', () => {
  const of = (told: Symptom | null, ...found: Pasted['found'][number][]) => symptomSeen({ found, maybe: [] }, told)
  test.each<[Symptom | null, Pasted['found'], Symptom | null]>([
    [null, ['board_missing', 'no_hashrate'], 'board_missing'],
    [null, ['wrong_coin'], 'no_hashrate'],
    [null, ['sensor'], 'temperature'],
    [null, ['pool_dead', 'no_hashrate'], 'pool_connect'],
    [null, [], null],
    ['no_hashrate', ['board_missing', 'no_hashrate'], 'board_missing'],
    ['low_hashrate', ['no_hashrate'], 'no_hashrate'],
    ['no_hashrate', ['low_hashrate'], 'no_hashrate'],
    ['board_missing', ['low_hashrate'], 'board_missing'],
    ['noise', ['low_hashrate'], 'noise'],
    ['noise', ['fan'], 'fan'],
    ['led_fault', ['fan'], 'fan'],
    ['security', ['board_missing'], 'security'],
    ['fan', [], 'fan'],
  ])('told %s, found %j: %s', (told, found, expected) => {
    expect(of(told, ...found)).toBe(expected)
  })

  test('that only may be so counts where nothing was told', () => {
    expect(symptomSeen({ found: [], maybe: ['temperature'] }, null)).toBe('temperature')
    expect(symptomSeen({ found: [], maybe: ['temperature'] }, 'reboot')).toBe('reboot')
  })
})

describe('the checks of a tree', () => {
  const tree = (symptom: Symptom) => {
    const found = content.diagnosis[symptom]
    if (found === undefined) throw new Error(`no tree for ${symptom}`)
    return found
  }
  const missing = kept(page({ chips: [1, 0, 1], uptime: 900 }))

  test('that only look are answered by any status', () => {
    expect(answersSeen(tree('board_missing'), missing, [], null)).toEqual([{ check: 'count', answer: 'missing' }])
    const zero = kept(page({ average: 0 }))
    expect(answersSeen(tree('no_hashrate'), zero, [], null)).toEqual([{ check: 'coin_pool', answer: 'all_right' }])
  })

  test('in which something is done first wait for a status that answers them', () => {
    const tried = [{ check: 'count', answer: 'missing' }]
    expect(answersSeen(tree('board_missing'), missing, tried, null)).toEqual([])
    expect(answersSeen(tree('board_missing'), missing, tried, 'cold_start')).toEqual([
      { check: 'cold_start', answer: 'missing' },
    ])
  })

  test('are answered one after another, and by a look that is enough for two', () => {
    const low = kept(page({ average: 1_300 }))
    expect(answersSeen(tree('low_hashrate'), low, [], null)).toEqual([{ check: 'average', answer: 'low' }])
    const asked = [
      { check: 'average', answer: 'low' },
      { check: 'air_dust', answer: 'still_low' },
    ]
    expect(answersSeen(tree('low_hashrate'), low, asked, null)).toEqual([{ check: 'pool', answer: 'both' }])
  })

  test('are not answered by what shows something else', () => {
    expect(answersSeen(tree('board_missing'), kept(page({ fans: [0, 1, 1] })), [], null)).toEqual([
      { check: 'count', answer: 'all_there' },
    ])
    expect(answersSeen(tree('fan'), kept(page()), [], 'fan_speed')).toEqual([])
    const dead = kept(page({ average: 0, pool: 'dead', accepted: 0 }))
    expect(answersSeen(tree('no_hashrate'), dead, [], null)).toEqual([])
  })
})

describe('whose machine it is', () => {
  const A = 'JX0000000001' as SerialNumber
  const B = 'JX0000000002' as SerialNumber
  test.each([
    [{ model: 'X16-Q', serial: A }, { model: 'X16-Q', serial: A }, false],
    [{ model: 'X16-Q', serial: B }, { model: 'X16-Q', serial: A }, true],
    [{ model: 'X16-P', serial: A }, { model: 'X16-Q', serial: A }, true],
    [{ model: null, serial: null }, { model: 'X16-Q', serial: A }, false],
    [{ model: 'X16-Q', serial: A }, { model: null, serial: null }, false],
    [{ model: 'X16-Q', serial: A }, { model: 'unknown', serial: null }, false],
    [{ model: 'Jasminer X99-Z', serial: A }, { model: 'X16-Q', serial: A }, false],
  ])('page %j, told %j', (named, told, isInDoubt) => {
    expect(doubtIn(named, told, content.models) !== null).toBe(isInDoubt)
  })
})
