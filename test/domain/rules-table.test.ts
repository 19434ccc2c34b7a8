// docs/rules.md is true: every rule P1-P22 has one row, and what a row names exists and cites the rule.
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const PROJECT = fileURLToPath(new URL('../../', import.meta.url))
const RULES = Array.from({ length: 22 }, (_, index) => `P${index + 1}`)
const ROW = /^\| (P\d+) \|([^|]+)\|([^|]+)\|([^|]+)\|$/gm
const IN_CODE = /`([^`]+)`/g
/** `P13` or `P11c`, and a range such as `P12-P15` for every rule in it. */
const CITED = /\bP(\d{1,2})[a-c]?(?:-P(\d{1,2}))?\b/g

const rows = [...readFileSync(`${PROJECT}docs/rules.md`, 'utf8').matchAll(ROW)].map(
  ([, rule = '', short, where, held]) => ({
    rule,
    short: short?.trim(),
    where: named(where),
    tests: named(held),
  }),
)

test('every rule has one row, in order, with words, a place and a test', () => {
  expect(rows.map(({ rule }) => rule)).toEqual(RULES)
  const thin = rows.filter(({ short, where, tests }) => !short || where.length === 0 || tests.length === 0)
  expect(thin).toEqual([])
})

test.each(rows)('$rule: what its row names exists, and each test cites it', ({ rule, where, tests }) => {
  const paths = where.filter((name) => name.includes('/'))
  expect(paths.length).toBeGreaterThan(0)
  expect([...paths, ...tests].filter((path) => !existsSync(PROJECT + path))).toEqual([])
  expect(tests.filter((path) => !/^test\/.+\.test\.ts$/.test(path))).toEqual([])
  expect(tests.filter((path) => !cites(readFileSync(PROJECT + path, 'utf8'), rule))).toEqual([])
})

test('a function or rule that a row names stands in the file behind it', () => {
  for (const { where } of rows) {
    where.forEach((name, index) => {
      if (name.includes('/')) return
      const file = where.slice(index + 1).find((other) => other.includes('/'))
      expect(readFileSync(PROJECT + file, 'utf8')).toContain(name)
    })
  }
})

function named(cell: string | undefined): readonly string[] {
  return [...(cell ?? '').matchAll(IN_CODE)].map(([, name]) => name ?? '')
}

function cites(text: string, rule: string): boolean {
  const wanted = Number(rule.slice(1))
  return [...text.matchAll(CITED)].some(([, from, to]) => Number(from) <= wanted && wanted <= Number(to ?? from))
}
