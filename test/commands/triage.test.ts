/** `aftercare triage` as a process: a line of JSON for each line of standard input, whatever the lines hold. */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { linesOf } from '../../src/commands/triage.ts'

const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url))

function triage(input: string | Buffer, args: readonly string[] = [], env: NodeJS.ProcessEnv = process.env) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, 'triage', ...args], {
    input,
    env,
    encoding: 'utf8',
    maxBuffer: 32 * 1024 * 1024,
  })
  return { status, stderr, lines: stdout.split('\n').slice(0, -1) }
}

describe('the command', () => {
  it('answers each line, blank ones too, with or without --json', () => {
    const input = 'my X16-Q shows zero hashrate\n\n转人工\r\nqwe qwe\n我的风扇不转了'
    const { status, stderr, lines } = triage(input)
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    const answers = lines.map((line) => JSON.parse(line))
    expect(answers.map(({ text }) => text)).toEqual([
      'my X16-Q shows zero hashrate',
      '',
      '转人工',
      'qwe qwe',
      '我的风扇不转了',
    ])
    expect(answers.map(({ lang, intent, symptom }) => [lang, intent, symptom])).toEqual([
      ['en', 'fault', 'no_hashrate'],
      ['other', 'unclear', null],
      ['zh', 'human_request', null],
      ['en', 'unclear', null],
      ['zh', 'fault', 'fan'],
    ])
    for (const answer of answers)
      expect(Object.keys(answer)).toEqual(['text', 'lang', 'intent', 'symptom', 'symptoms', 'confidence'])
    expect(answers[3].confidence).toBeLessThan(0.6)
    expect(triage(input, ['--json']).lines).toEqual(lines)
  })

  it('answers nothing to nothing, and lines that no person types with one line each', () => {
    expect(triage('')).toEqual({ status: 0, stderr: '', lines: [] })
    const hostile = [
      '\u2028\u2029',
      '\uFDFA'.repeat(4_096),
      '{"a":'.repeat(1_000),
      '__proto__',
      '\u0000\u202e',
      'a'.repeat(1_000_000),
    ]
    const { status, lines } = triage(
      Buffer.concat([Buffer.from(`${hostile.join('\n')}\n`), Buffer.from([0xff, 0xfe, 10])]),
    )
    expect(status).toBe(0)
    expect(lines.map((line) => JSON.parse(line).text)).toEqual([...hostile, '\ufffd\ufffd'])
  })

  it('has help, and refuses what it does not know', () => {
    expect(triage('', ['--help']).lines.join('\n')).toContain('"symptoms","confidence"')
    expect(triage('', ['file.txt'])).toMatchObject({ status: 2, lines: [] })
  })

  it('tells wrong content by file and line', () => {
    const env = { ...process.env, CONTENT_DIR: fileURLToPath(new URL('.', import.meta.url)) }
    expect(triage('fan', [], env)).toEqual({ status: 2, stderr: 'triage.yaml:1: the file is missing\n', lines: [] })
  })
})

describe('lines', () => {
  it.each([
    [
      ['fan\nno', 'ise\n'],
      ['fan', 'noise'],
    ],
    [
      ['fan\r', '\nnoise'],
      ['fan', 'noise'],
    ],
    [
      ['\n', '\n'],
      ['', ''],
    ],
    [['a\u2028b\u0085c\vd'], ['a\u2028b\u0085c\vd']],
    [[], []],
  ])('of %j are %j', async (chunks, expected) => {
    const lines: string[] = []
    for await (const line of linesOf(stream(chunks))) lines.push(line)
    expect(lines).toEqual(expected)
  })
})

async function* stream(chunks: readonly string[]): AsyncGenerator<string> {
  yield* chunks
}
