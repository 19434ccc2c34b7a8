/** Content that the build has parsed beforehand is the content that the files hold, and an edited file is parsed again. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { preparedValue } from '../../src/domain/content/prepared.ts'
import { readYaml } from '../../src/domain/content/yaml-file.ts'

const pathOf = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url))
const scratch = mkdtempSync(join(tmpdir(), 'prepared-'))
const files = readdirSync(pathOf('content'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => [file, readFileSync(join(pathOf('content'), file), 'utf8')] as const)

beforeAll(() => {
  const built = spawnSync(process.execPath, [pathOf('scripts/prepare-content.mjs'), pathOf('dist'), pathOf('content')])
  expect(built.status, String(built.stderr)).toBe(0)
})
afterAll(() => rmSync(scratch, { recursive: true }))

it.each(files)('%s', (_, text) => {
  expect(preparedValue(text)).toEqual(parse(text))
  expect(preparedValue(`${text}# later\n`)).toBeUndefined()
})

it('is checked against the schema all the same, and what is wrong has its line', () => {
  const [, text] = files.find(([file]) => file === 'calendars/2026.yaml') ?? ['', '']
  writeFileSync(join(scratch, 'year.yaml'), text)
  const read = readYaml(scratch, 'year.yaml', z.looseObject({ year: z.literal(1926) }))
  const line = text.split('\n').findIndex((each) => each.startsWith('year:')) + 1
  expect(read).toMatchObject({ ok: false, problems: [{ file: 'year.yaml', line }] })
})
