/** How the desk is, for those who run it: the WeChat code for nobody else, and the content as it lies there now. */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { checkContent } from '../../src/commands/content-check.ts'
import { CONTENT_DIR, useBench } from '../bot/bench.ts'
import { startStage } from './stage.ts'

const bench = useBench()
const PNG = Buffer.from('\x89PNG\r\n\x1a\nscan me', 'latin1')

test('leads see the code that logs WeChat in, staff do not, and without one there is none', async () => {
  const stage = await startStage(bench(), { wechatCode: PNG })
  const [lead, ana] = [await stage.signIn('lead', 'lead'), await stage.signIn('ana')]
  const { wechatCode } = await lead.json<{ wechatCode: string }>('state')
  expect(wechatCode).toMatch(/^[\w-]{16}$/)
  const picture = await lead.get('wechat-code')
  expect(picture.headers.get('cache-control')).toBe('no-store')
  expect(Buffer.from(await picture.arrayBuffer())).toEqual(PNG)
  expect((await ana.get('wechat-code')).status).toBe(404)
  await stage.stop()
  const without = await startStage(bench())
  expect((await (await without.signIn('lead2', 'lead')).get('wechat-code')).status).toBe(404)
  await without.stop()
})

test('the content is checked as it lies there, by a process of its own', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'aftercare-content-'))
  cpSync(CONTENT_DIR, dir, { recursive: true })
  writeFileSync(join(dir, 'canned.yaml'), 'canned:\n  - name: Bad Name\n    text: { en: hi, zh: 好 }\n')
  const [wrong, nowhere] = await Promise.all([
    checkContent(dir),
    checkContent(join(dir, 'nowhere')).catch((error: unknown) => error),
  ])
  expect(String(wrong)).toMatch(/canned\.yaml:2: /)
  expect(nowhere).toBeInstanceOf(Error)
  rmSync(dir, { recursive: true })
}, 60_000)
