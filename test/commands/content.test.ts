/** `aftercare content check`: one line for content that is right, every problem of wrong content, and its exit codes. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readArguments } from '../../src/commands/command.ts'
import { contentCommand } from '../../src/commands/content.ts'
import type { Config } from '../../src/config.ts'

const SHIPPED = fileURLToPath(new URL('../../content', import.meta.url))
const scratch = mkdtempSync(join(tmpdir(), 'content-check-'))
const wrong = join(scratch, 'content')

beforeAll(() => {
  cpSync(SHIPPED, wrong, { recursive: true })
  edit('diagnosis/noise.yaml', 'id: cannot', 'id: later')
  edit('diagnosis/power.yaml', 'Please switch off and pull the plug.', 'Open the case.')
  edit('policy.yaml', 'official: false', 'official: perhaps')
})
afterAll(() => rmSync(scratch, { recursive: true }))

test('content that is right is one line of what was checked', async () => {
  const { exit, lines, errors } = await run(['check'])
  expect({ exit, errors }).toEqual({ exit: 0, errors: [] })
  expect(lines).toEqual([
    expect.stringMatching(
      / is right: 9 models, 3 calendars, 17 symptoms, 17 diagnosis trees with \d+ checks, \d{4,} triage/,
    ),
  ])
})

test('every problem of wrong content is a line with its file and line, and the end is 1', async () => {
  const { exit, lines, errors } = await run(['check', wrong])
  expect({ exit, lines }).toEqual({ exit: 1, lines: [] })
  expect(errors).toEqual([
    expect.stringMatching(/^policy\.yaml:\d+: orders\.official: must be true or false$/),
    expect.stringMatching(/^diagnosis\/noise\.yaml:\d+: checks\.0\.options: needs an answer with the id cannot/),
    expect.stringMatching(
      /^diagnosis\/power\.yaml:\d+: checks\.0\.ask\.en: must not advise opening the machine \(P13\)/,
    ),
  ])
})

test('with --json it is one line that programs read, right or wrong', async () => {
  const right = await run(['check', '--json'])
  expect(JSON.parse(right.lines[0] ?? '')).toMatchObject({ ok: true, counts: { trees: 17 }, problems: [] })
  const { exit, lines, errors } = await run(['check', wrong, '--json'])
  expect({ exit, errors, count: lines.length }).toEqual({ exit: 1, errors: [], count: 1 })
  const answer = JSON.parse(lines[0] ?? '')
  expect(answer).toMatchObject({ ok: false, counts: null, dir: wrong })
  expect(answer.problems[0]).toEqual({
    file: 'policy.yaml',
    line: expect.any(Number),
    message: 'orders.official: must be true or false',
  })
})

test.each([
  [[], /^use content check \[DIR\]$/],
  [['chek'], /^use content check \[DIR\], not chek$/],
  [['check', join(scratch, 'nowhere')], /nowhere is no directory$/],
  [['check', fileURLToPath(import.meta.url)], /content\.test\.ts is no directory$/],
])('%j is wrong usage', async (args, problem) => {
  const { exit, lines, errors } = await run(args)
  expect({ exit, lines }).toEqual({ exit: 2, lines: [] })
  expect(errors).toEqual([expect.stringMatching(problem)])
})

async function run(args: readonly string[]) {
  const lines: string[] = []
  const errors: string[] = []
  const read = readArguments(contentCommand, args)
  if (!read.ok) throw new Error(read.problem)
  const out = {
    line: (text: string) => void lines.push(text),
    part: (text: string) => void lines.push(text),
    note: () => {},
    error: (text: string) => void errors.push(text),
  }
  const config = { contentDir: SHIPPED } as Config
  const exit = await contentCommand.run({ ...read.rest, json: read.json, config, out })
  return { exit, lines, errors }
}

function edit(file: string, from: string, to: string): void {
  const path = join(wrong, file)
  const text = readFileSync(path, 'utf8')
  if (!text.includes(from)) throw new Error(`${file} has no ${from}`)
  writeFileSync(path, text.replace(from, to))
}
