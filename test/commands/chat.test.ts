/** `aftercare chat`: a whole talk from a script, as text and as JSON, and typed by a person. */

import { writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { readOrderNumber } from '../../src/domain/order-number.ts'
import { aftercare, begin, ended, inProcess, jsonLines, oneLine, refused, temporary, useDirectory } from './run.ts'

useDirectory()

const OPEN = ['--at', '2026-03-10T10:00']
const CLOSED = ['--at', '2026-03-10T22:00']
const script = (lines: readonly string[], ...more: string[]) => {
  const name = temporary(`${++scripts}.txt`)
  writeFileSync(name, `${lines.join('\n')}\n`)
  return inProcess(['chat', '--script', name, ...more])
}
let scripts = 0

const TO_AN_ORDER = [
  'my X16-Q shows zero hashrate',
  'no',
  'JX0000000001',
  '/order',
  'Li Wei',
  '13800000000',
  'none of that',
  'submit',
  'I agree',
]

test('a talk up to the order number, one JSON line a message with exactly the keys that scripts rely on', async () => {
  const input = TO_AN_ORDER.join('\n')
  const ran = await aftercare(['chat', '--script', '-', '--json', ...OPEN], { input })
  const lines = jsonLines(ran)
  expect([ran.status, ran.stderr]).toEqual([0, ''])
  for (const line of lines) expect(Object.keys(line)).toEqual(['at', 'who', 'text', 'offers', 'order'])
  expect(lines.filter(({ who }) => who === 'customer').map(({ text }) => text)).toEqual(TO_AN_ORDER)
  expect(new Set(lines.map(({ at }) => at))).toEqual(new Set(['2026-03-10T10:00:00+08:00']))
  const numbered = lines.filter(({ order }) => order !== null)
  const filed = readOrderNumber(String(numbered[0]?.['order']))
  expect(numbered).toHaveLength(1)
  expect(filed).toEqual({ ok: true, number: numbered[0]?.['order'] })
  expect(numbered[0]).toMatchObject({ who: 'bot' })
  expect(lines.at(-1)).toBe(numbered[0])
})

test('what can be answered is offered by its words, and a number chooses one', async () => {
  const lines = jsonLines(await script(['my X16-Q shows zero hashrate', '1'], '--json', ...OPEN))
  const [, danger, , serial] = lines
  expect(danger?.['offers']).toHaveLength(2)
  expect(serial?.['who']).toBe('bot')
  expect(serial?.['text']).not.toBe(danger?.['text'])
})

test('as text the whole talk is printed, answers numbered, the clock’s lines too', async () => {
  const { stdout, status } = await script(['my X16-Q shows zero hashrate', '', '(10 minutes pass)', 'no'], ...OPEN)
  expect(status).toBe(0)
  expect(stdout).toMatch(/^customer {2}my X16-Q shows zero hashrate\nbot {7}\S/)
  expect(stdout).toMatch(/\n {10}1 {2}\S.*\n {10}2 {2}\S.*\n {10}\(10 minutes pass\)\ncustomer {2}no\nbot {7}\S/)
  expect(stdout).not.toMatch(/\n\n/)
})

test('the clock line moves the clock over an opening, and the desk keeps its word', async () => {
  const lines = jsonLines(await script(['a person', '(11 hours pass)', 'hello'], '--json', ...CLOSED))
  expect(lines.map(({ at, who }) => [at, who])).toEqual([
    ['2026-03-10T22:00:00+08:00', 'customer'],
    ['2026-03-10T22:00:00+08:00', 'bot'],
    ['2026-03-11T09:00:00+08:00', 'bot'],
    ['2026-03-11T09:00:00+08:00', 'customer'],
    ['2026-03-11T09:00:00+08:00', 'bot'],
  ])
})

test('an instant with an offset is the same moment', async () => {
  const lines = jsonLines(await script(['hello'], '--json', '--at', '2026-03-10T02:00:00Z'))
  expect(lines[0]?.['at']).toBe('2026-03-10T10:00:00+08:00')
})

test('begins in the language asked for, and in English otherwise', async () => {
  const [zh, en] = await Promise.all([script(['/start'], '--json', '--lang', 'zh'), script(['/start'], '--json')])
  expect(jsonLines(zh)[1]?.['text']).toMatch(/\p{Script=Han}{4}/u)
  expect(jsonLines(en)[1]?.['text']).not.toMatch(/\p{Script=Han}/u)
})

test('takes the line ends of Windows', async () => {
  const ran = await script(['hello\r', '\r', 'no\r'], '--json')
  expect(jsonLines(ran).filter(({ who }) => who === 'customer')).toMatchObject([{ text: 'hello' }, { text: 'no' }])
})

test('hostile lines are answered, not fatal', async () => {
  const ran = await script(
    ['\ufdfa'.repeat(4_096), '{"a":'.repeat(2_000), '(99999 days pass)', '\u0000\u202e', 'hello'],
    '--json',
  )
  expect([ran.status, ran.stderr]).toEqual([0, ''])
  expect(jsonLines(ran).filter(({ who }) => who === 'customer')).toHaveLength(4)
  expect(jsonLines(ran).at(-1)?.['who']).toBe('bot')
})

test.each([
  [['--lang', 'fr'], /^--lang must be en or zh, not fr$/],
  [['--at', 'noon'], /^--at must be an ISO instant such as .+, not noon$/],
  [['--script', 'missing.txt'], /^--script: missing\.txt cannot be read \(ENOENT\)$/],
  [['--script', '/'], /^--script: \/ cannot be read \(EISDIR\)$/],
  [['--loud'], /^Unknown option '--loud'; aftercare chat --help tells more$/],
  [['hello'], /^unexpected: hello; aftercare chat --help tells more$/],
])('wrong usage is one line: chat %j', async (args, line) => {
  expect(await refused(['chat', ...args])).toEqual(oneLine(2, expect.stringMatching(line)))
})

test('who stops reading ends it without a fuss', async () => {
  const child = begin(['chat', '--script', '-'])
  child.stdin.on('error', () => child.stdin.destroy())
  child.stdin.end('hello\n'.repeat(400))
  child.stdout.once('data', () => child.stdout.destroy())
  const ran = await ended(child)
  expect([ran.status, ran.stderr]).toEqual([0, ''])
})

test('typed by a person: what is pasted at once is one message, what comes later another', async () => {
  const child = begin(['chat', ...OPEN])
  const running = ended(child)
  let said = ''
  child.stdout.on('data', (text) => {
    said += text
  })
  const prompts = () => said.match(/> /g)?.length ?? 0
  await expect.poll(prompts, { timeout: 10_000 }).toBe(1)
  child.stdin.write('my X16-Q shows zero hashrate\nsince last night\n')
  await expect.poll(prompts, { timeout: 10_000 }).toBe(2)
  await sleep(60)
  child.stdin.end('no')
  const { status, stdout, stderr } = await running
  expect([status, stderr]).toEqual([0, ''])
  expect(stdout.match(/^(> )?customer .*$/gm)).toHaveLength(2)
  expect(stdout).toContain('customer  my X16-Q shows zero hashrate\n          since last night\nbot ')
})
