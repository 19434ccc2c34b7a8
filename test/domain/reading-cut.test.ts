/** A paste that lost a part: wherever it was cut, a healthy machine stays healthy and a whole field stays true. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import type { Model } from '../../src/domain/models.ts'
import { readStatus } from '../../src/domain/reading.ts'

const MODELS: readonly Model[] = [{ name: 'X16-Q', aliases: [], nominalMhs: 1950, fans: 3, chips: 3 }]
const paste = (file: string): string =>
  readFileSync(fileURLToPath(new URL(`../fixtures/reading/${file}`, import.meta.url)), 'utf8')
const oneLine = (text: string): string => text.replace(/\n\s*/g, '')

const healthy = [
  ['a status', paste('healthy-x16q.txt')],
  ['a status on one line', oneLine(paste('healthy-x16q.txt'))],
  ['a status of another maker', oneLine(paste('sample-antminer_s19pro_stats.json.txt'))],
  ['the pools of another maker', oneLine(paste('sample-antminer_s19pro_pools.json.txt'))],
] as const
const EVERY = 7
const GAP = 40

describe.each(healthy)('%s', (_, text) => {
  const places = Array.from({ length: Math.ceil(text.length / EVERY) }, (_each, index) => index * EVERY)

  test.each([
    ['its end', (at: number) => text.slice(0, at)],
    ['its beginning', (at: number) => text.slice(at)],
    ['forty characters in the middle', (at: number) => `${text.slice(0, at)}\n…\n${text.slice(at + GAP)}`],
  ])('without %s shows nothing wrong', (_what, cutAt) => {
    const wrong = places.flatMap((at) => readStatus(cutAt(at), MODELS).findings.map((finding) => ({ at, ...finding })))
    expect(wrong).toEqual([])
  })
})

test('the end of a paste is never read as half a number', () => {
  const text = oneLine(paste('healthy-x16q.txt'))
  const averages = Array.from(text, (_, at) => readStatus(text.slice(0, at), MODELS).measured.average?.value)
  expect(new Set(averages)).toEqual(new Set([undefined, 1957.71]))
  const uptimes = Array.from(text, (_, at) => readStatus(text.slice(0, at), MODELS).measured.uptimeSeconds?.value)
  expect(new Set(uptimes)).toEqual(new Set([undefined, 92_135]))
})

test('a fault that is whole is found however much is missing behind it', () => {
  const text = oneLine(paste('fan-2-stands-still.txt'))
  const end = text.indexOf('"fan2": 0') + '"fan2": 0,'.length
  for (let at = end; at <= text.length; at += 1) {
    expect(readStatus(text.slice(0, at), MODELS).findings.map(({ code, severity }) => [code, severity])).toEqual([
      ['fan', 'fault'],
    ])
  }
})

test('what is cut says so, what is whole does not', () => {
  const text = oneLine(paste('healthy-x16q.txt'))
  expect(readStatus(text, MODELS).gaps).toEqual([])
  for (const at of [120, 200, 700, text.length - 1]) expect(readStatus(text.slice(0, at), MODELS).gaps).toContain('cut')
})
