/** The desk itself loads nothing of wechaty: with WeChat off it costs neither start nor memory, with WeChat on its leaks are another process's. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const SRC = fileURLToPath(new URL('../../../src', import.meta.url))
const CHILD = 'bot/wechat/child/'
/** What is loaded while running; types are gone by then. */
const LOADED = /^\s*(?:import|export)\s+(?!type\b)(?:[^'"=]*\sfrom\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm

const loadedBy = (text: string): string[] => [...text.matchAll(LOADED)].map(([, one, other]) => one ?? other ?? '')

test('wechaty is loaded by its process alone, and that process’s files by nobody else', () => {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))
  const found = files.flatMap((file) => {
    const names = file.startsWith(CHILD) ? [] : loadedBy(readFileSync(join(SRC, file), 'utf8'))
    return names
      .filter((name) => /^(?:wechaty|file-box|@juzi)/.test(name) || name.includes('/child/'))
      .map((name) => `${file}: ${name}`)
  })
  expect(files.length).toBeGreaterThan(300)
  expect(found).toEqual([])
})

test('a loaded package would be found', () => {
  expect(
    loadedBy("import { a } from 'wechaty'\nimport type { B } from 'wechaty-puppet'\nawait import('file-box')"),
  ).toEqual(['wechaty', 'file-box'])
})
