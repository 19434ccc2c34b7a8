/** `aftercare read`: one JSON line with exactly the promised keys, lines for people, files in the encodings that editors write, exit codes. */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { readArguments } from '../../src/commands/command.ts'
import { readCommand } from '../../src/commands/read.ts'
import type { Config } from '../../src/config.ts'

const PROJECT = fileURLToPath(new URL('../..', import.meta.url))
const CONTENT = join(PROJECT, 'content')
const fixture = (name: string): string => join(PROJECT, 'test/fixtures/reading', name)
const scratch = mkdtempSync(join(tmpdir(), 'read-'))
afterAll(() => rmSync(scratch, { recursive: true }))

async function run(args: readonly string[], contentDir = CONTENT) {
  const lines: string[] = []
  const errors: string[] = []
  const read = readArguments(readCommand, args)
  if (!read.ok) throw new Error(read.problem)
  const exit = await readCommand.run({
    ...read.rest,
    json: read.json,
    config: { contentDir } as Config,
    out: {
      line: (text) => void lines.push(text),
      note: () => {},
      part: () => {},
      error: (text) => void errors.push(text),
    },
  })
  return { exit, lines, errors }
}

function file(name: string, content: string | Buffer): string {
  const path = join(scratch, name)
  writeFileSync(path, content)
  return path
}

test('with --json one line with the promised keys and no other', async () => {
  const { exit, lines, errors } = await run([fixture('board-2-without-chips-live-pool.txt'), '--json'])
  expect({ exit, errors, count: lines.length }).toEqual({ exit: 0, errors: [], count: 1 })
  expect(JSON.parse(lines[0] ?? '')).toEqual({
    format: 'jasminer',
    model: 'X16-Q',
    serial: 'JX0000000001',
    findings: [
      { code: 'board_missing', severity: 'fault', evidence: 'boards.board[1] "asics": 0' },
      {
        code: 'no_hashrate',
        severity: 'consequence',
        evidence: 'summary "avg": "0.00 MH/s"; summary "dag_time": 0',
      },
    ],
  })
})

test('what cannot be read is an answer too', async () => {
  const { exit, lines } = await run([file('talk.txt', 'hello, it does not work'), '--json'])
  expect(exit).toBe(0)
  expect(JSON.parse(lines[0] ?? '')).toEqual({ format: 'unknown', model: null, serial: null, findings: [] })
})

test('for people: what was measured, what is wrong and why, what to send', async () => {
  expect((await run([fixture('fan-2-stands-still.txt')])).lines).toEqual([
    'jasminer, X16-Q, serial JX0000000001',
    expect.stringMatching(
      /^measured {4}average 1957\.71 MH\/s; now .*; up 25\.59 h; .* fans 5880 rpm, 0 rpm, 5850 rpm; /,
    ),
    'fault       fan: boards "fan2": 0',
  ])
  expect((await run([fixture('log-too-hot-then-board-off.txt')])).lines).toContain(
    'consequence board_missing (of temperature): 2026-03-10 10:00:03 chain 1 power off',
  )
  expect((await run([fixture('cut-inside-the-average.txt')])).lines.slice(-3)).toEqual([
    'note        part of it is missing',
    'note        it tells no average hash rate',
    'send        the whole status page as text',
  ])
})

test.each([
  ['UTF-16, as an editor of Windows writes it', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')],
  ['UTF-8 with its mark', (text: string) => Buffer.from(`\ufeff${text}`)],
])('a file in %s', async (_, encode) => {
  const { lines } = await run([
    file('encoded.txt', encode(readFileSync(fixture('fan-2-stands-still.txt'), 'utf8'))),
    '--json',
  ])
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ model: 'X16-Q', findings: [{ code: 'fan' }] })
})

test('a log in the encoding of Chinese editors', async () => {
  // "2026-03-10 10:00:01 风扇故障" in GB18030.
  const bytes = Buffer.concat([Buffer.from('2026-03-10 10:00:01 '), Buffer.from('b7e7c9c8b9cad5cf', 'hex')])
  const { lines } = await run([file('gb.txt', bytes), '--json'])
  expect(JSON.parse(lines[0] ?? '').findings).toMatchObject([{ code: 'fan', severity: 'fault' }])
})

test('wrong use is 2, what cannot be opened is 1, each with one line', async () => {
  expect(await run([])).toMatchObject({ exit: 2, lines: [], errors: [expect.stringMatching(/needs a file, or -/)] })
  expect(await run([join(scratch, 'nowhere')])).toMatchObject({
    exit: 1,
    errors: [expect.stringMatching(/there is no file/)],
  })
  expect(await run([scratch])).toMatchObject({ exit: 1, errors: [expect.stringMatching(/is a directory/)] })
  const huge = file('huge.txt', 'x')
  truncateSync(huge, 17 * 1024 * 1024)
  expect(await run([huge])).toMatchObject({ exit: 1, errors: [expect.stringMatching(/larger than 16 MB/)] })
})

test('models that are wrong are told with file and line, and end with 2', async () => {
  writeFileSync(join(scratch, 'models.yaml'), 'models:\n  - name: 7\n    aliases: []\n')
  const { exit, errors } = await run([fixture('healthy-x16q.txt')], scratch)
  expect({ exit, errors }).toEqual({ exit: 2, errors: [expect.stringMatching(/^models\.yaml:2: /)] })
})

test('from the shell, a paste on standard input', async () => {
  const child = spawn(process.execPath, ['dist/cli.js', 'read', '-', '--json'], { cwd: PROJECT })
  const closed = new Promise<number | null>((resolve) => child.once('close', resolve))
  let stdout = ''
  child.stdout.on('data', (chunk) => {
    stdout += String(chunk)
  })
  child.stdin.end(readFileSync(fixture('log-chinese.txt')))
  expect(await closed).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({
    format: 'log',
    findings: [{ code: 'fan', severity: 'fault' }, { code: 'temperature' }, { code: 'board_missing' }, {}],
  })
})
