/** Every paste of `test/fixtures/reading` against its line in the INDEX there: format, model, serial, findings in order, gaps. */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { modelsSchema } from '../../src/domain/content/machines.ts'
import { readYaml } from '../../src/domain/content/yaml-file.ts'
import { plain } from '../../src/domain/reading/plain.ts'
import { FINDING_CODES, readStatus } from '../../src/domain/reading.ts'

const FIXTURES = fileURLToPath(new URL('../fixtures/reading/', import.meta.url))
const loaded = readYaml(fileURLToPath(new URL('../../content', import.meta.url)), 'models.yaml', modelsSchema)
const models = loaded.ok ? loaded.value : []
const paste = (file: string): string => readFileSync(`${FIXTURES}${file}`, 'utf8')
const read = (file: string) => readStatus(paste(file), models)

const rows = paste('INDEX.tsv')
  .trimEnd()
  .split('\n')
  .slice(1)
  .map((line) => line.split('\t'))

test('the INDEX names every paste, 30 of our own at least, and the source of each', () => {
  expect(rows.map(([file]) => file).sort()).toEqual(
    readdirSync(FIXTURES)
      .filter((file) => file !== 'INDEX.tsv')
      .sort(),
  )
  expect(rows.filter(([, source]) => source === 'made up').length).toBeGreaterThanOrEqual(30)
  expect(rows.filter(([, source]) => source === undefined || source.length < 7)).toEqual([])
})

test.each(rows)('%s', (file = '', _source, format, model, serial, findings, gaps) => {
  const reading = read(file)
  const found = reading.findings.map(
    ({ severity, code, causedBy }) => `${severity} ${code}${causedBy === null ? '' : ` of ${causedBy}`}`,
  )
  expect({
    format: reading.format,
    model: reading.model ?? '-',
    serial: reading.serial ?? '-',
    findings: found.join(', ') || '-',
    gaps: reading.gaps.join(', ') || '-',
  }).toEqual({ format, model, serial, findings, gaps })
})

test.each(rows)('%s: each finding rests on words of the paste', (file = '') => {
  const words = plain(paste(file)).text.replace(/\s+/g, ' ')
  const unwrapped = words.replaceAll(' ', '')
  for (const { code, evidence } of read(file).findings) {
    expect(FINDING_CODES).toContain(code)
    expect(evidence.length).toBeLessThanOrEqual(160)
    const quote = (evidence.split(/; |, (?:pools|accepted)/)[0] ?? '').replace(/^\d+ of \d+ shares rejected: /, '')
    const afterPath = quote.replace(/^[\w.[\]]+ (?=["'\w])/, '')
    const stands = (part: string) =>
      words.includes(part) || unwrapped.includes(part.replaceAll(' ', '').replaceAll('\\', ''))
    expect(stands(quote) || stands(afterPath) || stands(afterPath.replaceAll('"', '\\"')), evidence).toBe(true)
  }
})

describe('what was measured', () => {
  test('is given with units and the words it was read from', () => {
    const { measured } = read('healthy-x16q.txt')
    expect(measured).toMatchObject({
      maker: 'jasminer',
      average: { value: 1957.71, unitGiven: true, quote: 'summary "avg": "1957.71 MH/s"' },
      uptimeSeconds: { value: 92_135 },
      rejectPercent: { value: 0.42 },
      fans: [
        { number: 1, rpm: 5880, percent: 71 },
        { number: 2, rpm: 5910, percent: 69 },
        { number: 3, rpm: 5850, percent: 81 },
      ],
    })
    expect(measured.boards.map(({ chips, rateMhs }) => [chips, rateMhs])).toEqual([
      [1, 650.1],
      [1, 651.1],
      [1, 652.1],
    ])
    expect(measured.pools.map(({ state }) => state)).toEqual(['alive', 'alive', 'alive'])
  })

  test('is the same as numbers and as strings with units', () => {
    const values = ({ measured }: ReturnType<typeof read>) => ({
      fans: measured.fans.map(({ rpm }) => rpm),
      chips: measured.boards.map(({ chips }) => chips),
      degrees: measured.boards.flatMap(({ temperatures }) => temperatures.map(({ value }) => value)),
      uptime: measured.uptimeSeconds?.value,
    })
    expect(values(read('numbers-as-strings-with-units.txt'))).toEqual(values(read('healthy-x16q.txt')))
  })

  test('is read from GH/s, from days and hours, and from the average of another maker', () => {
    expect(read('rate-in-gigahash.txt').measured.average?.value).toBe(1600)
    expect(read('copied-page-english.txt').measured.uptimeSeconds?.value).toBe(3 * 86_400 + 4 * 3_600 + 5 * 60)
    expect(read('renamed-keys.txt').measured.uptimeSeconds?.value).toBe(86_400 + 2 * 3_600 + 3 * 60 + 4)
    expect(read('sample-antminer_s19pro_summary.json.txt').measured.average?.value).toBeCloseTo(111_834_850)
  })

  test('is the state of the last object, and its own for the last machine', () => {
    expect(read('before-and-after-a-restart.txt').measured.boards.map(({ chips }) => chips)).toEqual([1, 1, 1])
    expect(read('two-machines.txt').measured.fans.map(({ rpm }) => rpm)).toEqual([5880, 5910, 0])
    const both = read('status-and-pools-of-another-coin.txt').measured
    expect([both.average?.value, both.coin?.value]).toEqual([0, 'etc'])
  })

  test('takes nothing over from another machine, and no state away with settings', () => {
    const first = { machine_sn: 'JX0000000001', avg: '0 MH/s', dag_time: 5 }
    const second = { machine_sn: 'JX0000000002', rt: '1950 MH/s' }
    expect(readStatus(`${JSON.stringify(first)}\n${JSON.stringify(second)}`, models).measured).toMatchObject({
      average: null,
      dagTime: null,
      serial: { value: 'JX0000000002' },
    })
    const dead = { avg: '0 MH/s', pools: { pool: [{ url: 'etc.pool.example', user: 'example.1', status: 'Dead' }] } }
    const settings = { coin: 'etc', work_pattern: '2', pools: [{ url: 'etc.pool.example', user: 'example.1' }] }
    const { findings } = readStatus(`${JSON.stringify(dead)}\n${JSON.stringify(settings)}`, models)
    expect(findings.map(({ code }) => code)).toEqual(['pool_dead', 'no_hashrate'])
  })

  test('never holds the password of a pool', () => {
    const secret = JSON.stringify({
      protocol: 'x',
      coin: 'kas',
      work_pattern: '2',
      pools: [{ url: 'a.example', user: 'u', pass: 'hunter2' }],
    })
    expect(JSON.stringify(readStatus(secret, models))).not.toContain('hunter2')
  })
})

test.each([
  ['', 'whole_status'],
  ['my miner is broken', 'whole_status'],
  [paste('cut-inside-the-average.txt'), 'whole_status'],
  [paste('two-machines.txt'), 'one_machine'],
  [paste('model-not-in-the-list.txt'), 'label_photo'],
  [paste('zero-just-after-power-on.txt'), 'status_again_later'],
  [paste('healthy-x16q.txt'), null],
])('%.40j: what to send instead is %s', (text, wanted) => {
  expect(readStatus(text, models).wanted).toBe(wanted)
})

test('one label in a sentence is no status page', () => {
  expect(readStatus('temperature: 80, what shall I do?', models)).toMatchObject({ format: 'unknown', findings: [] })
  expect(readStatus('Average: 0 MH/s\nSN: JX0000000001', models)).toMatchObject({
    format: 'text',
    serial: 'JX0000000001',
  })
})

test('without the vendor’s list no hash rate is low', () => {
  const text = paste('low-average.txt')
  expect(readStatus(text, models).findings.map(({ code }) => code)).toEqual(['low_hashrate'])
  expect(readStatus(text)).toMatchObject({ findings: [], model: 'Jasminer X16-Q 1950', gaps: ['model_unknown'] })
})
