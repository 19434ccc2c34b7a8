/** Pastes that are meant to hurt, or are no status at all: a value comes back, never an exception, and the cost stays flat. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readStatus } from '../../src/domain/reading.ts'

const MEGABYTE = 1 << 20
/** Some fifty times of what a whole status costs, in processor time: a machine that is busy elsewhere does not matter, a square does. */
const CEILING_MS = 250
const TRIES = 3

const HOSTILE: readonly (readonly [string, string])[] = [
  ['nothing', ''],
  ['white space', ' \n\t'.repeat(MEGABYTE / 3)],
  ['emoji', '😀'.repeat(4_096)],
  ['a ligature that grows eighteen times', '\ufdfa'.repeat(4_096)],
  ['a megabyte of it', '\ufdfa'.repeat(MEGABYTE)],
  ['letters', 'a'.repeat(MEGABYTE)],
  ['controls and bidi marks', '\u0000\u202e\u200b\ud800'.repeat(MEGABYTE / 4)],
  ['braces', '{'.repeat(MEGABYTE)],
  ['braces with quotes', '{"'.repeat(MEGABYTE / 2)],
  ['braces with other quotes', "{'".repeat(MEGABYTE / 2)],
  ['braces with both quotes', `{"'`.repeat(MEGABYTE / 3)],
  ['braces with backslashes', '{"\\'.repeat(MEGABYTE / 3)],
  ['closing braces', '}]'.repeat(MEGABYTE / 2)],
  ['open objects', '{"a":'.repeat(MEGABYTE / 5)],
  ['open lists', `{"a":${'['.repeat(MEGABYTE)}`],
  ['deep and closed', `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)},"fan1":1}`],
  ['strings cut by line ends', '{"a":"b\n'.repeat(MEGABYTE / 8)],
  ['strings of objects of strings', '{"data":"{\\"a\\":'.repeat(60_000)],
  ['a key that goes on', `{a${' '.repeat(MEGABYTE)}b`],
  ['a number of a million digits', `{"avg":"${'9'.repeat(MEGABYTE)}"}`],
  ['a field a hundred thousand times', '"fan1":0,'.repeat(100_000)],
  ['boards by the thousand', `{"board":[${'{"asics":0},'.repeat(9_000)}]}`],
  ['escapes of colours', '\u001b[31'.repeat(MEGABYTE / 5)],
  ['labels', ': '.repeat(MEGABYTE / 2)],
  ['pairs of nothing', '=|'.repeat(MEGABYTE / 2)],
  ['a log of look-alikes', '2026-03-10 10:00:00 error no fan not over power 0 chip chain 1 \n'.repeat(16_000)],
  ['a log of pool words', `2026-03-10 10:00:00 ${'stratum pool connection resolve '.repeat(12)}\n`.repeat(2_600)],
  ['a log of Chinese words', '2026-03-10 10:00:00 风扇温度电源算力板矿池\n'.repeat(30_000)],
  ['full width quotes', '｛＂ａ＂：'.repeat(MEGABYTE / 5)],
]

test.each(HOSTILE)('%s', (_, text) => {
  let cost = Number.POSITIVE_INFINITY
  for (let tries = 0; tries < TRIES && cost >= CEILING_MS; tries += 1) {
    const start = process.cpuUsage()
    const reading = readStatus(text)
    const { user, system } = process.cpuUsage(start)
    cost = (user + system) / 1_000
    expect(reading.findings.every(({ evidence }) => evidence.length <= 160)).toBe(true)
  }
  expect(cost).toBeLessThan(CEILING_MS)
})

test('names of the language are names like any other', () => {
  const { measured } = readStatus(
    '{"__proto__":{"fan1":5000},"constructor":{"prototype":{"fan2":0}},"toString":1,"hasOwnProperty":2,"__defineGetter__":3}',
  )
  expect(measured.fans.map(({ number, rpm }) => [number, rpm])).toEqual([
    [1, 5000],
    [2, 0],
  ])
  expect(Object.getPrototypeOf(measured)).toBe(Object.prototype)
  expect(Object.keys(Object.prototype)).toEqual([])
})

test('a long paste is read at both ends: the first error of a log and the state at its end', () => {
  const filler = '2026-03-10 10:00:02 Accepted 0191afac Diff 4.2K\n'.repeat(20_000)
  const status = '{"summary":{"miner":"Jasminer X16-Q","avg":"0 MH/s","uptime":86400},"boards":{"fan1":0,"fan2":6000}}'
  const reading = readStatus(`2026-03-10 10:00:01 hash board 1 not detected\n${filler}${status}`)
  expect(reading.findings.map(({ code }) => code)).toEqual(['board_missing', 'fan', 'no_hashrate'])
  expect(reading.gaps).toContain('shortened')
})

test('whatever is pasted, a reading comes back', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.constantFrom('{', '}', '[', ']', '"', "'", ':', ',', '\\', '\n', '"avg":', '"fan1": 0', '"asics"', 'None', '…'),
    fc.constantFrom('2026-03-10 10:00:00 ', 'fan lost', 'chain 1', 'board', '0 MH/s', '"pools":[{"url":"x","status":'),
    fc.json({ maxDepth: 3 }),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const reading = readStatus(pieces.join(''))
      expect(reading.findings.length).toBe(new Set(reading.findings.map(({ code }) => code)).size)
      for (const { severity, causedBy } of reading.findings) {
        expect(causedBy === null).toBe(severity !== 'consequence')
        const cause = reading.findings.find(({ code }) => code === causedBy)
        if (causedBy !== null) expect(cause).toBeDefined()
      }
      expect(JSON.parse(JSON.stringify(reading))).toEqual(reading)
    }),
    { numRuns: 1_500 },
  )
})

test('quotes, spelling of keys and order make no difference', () => {
  const status = {
    summary: { miner: 'Jasminer X16-Q', machine_sn: 'JX0000000001', avg: '0 MH/s', dag_time: 9, uptime: 86_400 },
    boards: { fan_num: 2, fan1: 0, fan2: 6000, board: [{ asics: 1 }, { asics: 0 }] },
  }
  const json = JSON.stringify(status)
  const expected = readStatus(json).findings.map(({ code, severity }) => [code, severity])
  const upper = json.replace(/"([a-z_]+\d?)":/g, (_, key: string) => `"${key.toUpperCase()}":`)
  const variants = [
    JSON.stringify(status, null, 4),
    json.replaceAll('"', "'"),
    json.replaceAll('"', '”'),
    json.replaceAll('"', '\\"'),
    json.replaceAll('_', ' '),
    upper,
    JSON.stringify({ boards: status.boards, summary: status.summary }),
    `\ufeff${json}`,
    `\`\`\`json\n${json}\n\`\`\``,
    JSON.stringify([status]),
    JSON.stringify({ code: 0, data: json }),
  ]
  for (const text of variants) {
    expect(
      readStatus(text).findings.map(({ code, severity }) => [code, severity]),
      text,
    ).toEqual(expected)
  }
  expect(expected).toContainEqual(['fan', 'fault'])
})
