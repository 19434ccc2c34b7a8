/** Every route of the whole desk against what nobody means well: big bodies, nested JSON, `__proto__`, odd headers and paths. Then it still serves. */
import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type DeskProcess, startDeskProcess } from '../support/desk-process.ts'

let dataDir: string
let desk: DeskProcess
beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'aftercare-hostile-'))
  desk = await startDeskProcess({ DATA_DIR: dataDir, AFTERCARE_NOW: '2026-03-10T10:00' }, dataDir)
})
afterAll(async () => {
  await desk.stop()
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
})

const GETS = ['/', '/chat', '/desk', '/healthz', '/readyz', '/metrics', '/aftercare.css', '/chat/api/desk']
const POSTS = ['/chat/api/message', '/chat/api/choice', '/chat/api/seen']
const MEGABYTE = 'x'.repeat(1024 * 1024)
const BODIES: readonly (readonly [string, string])[] = [
  ['a megabyte of text', JSON.stringify({ id: 'hostile-0001', text: MEGABYTE })],
  ['50,000 nested lists', `${'['.repeat(50_000)}${']'.repeat(50_000)}`],
  ['50,000 nested objects', `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`],
  ['a prototype', '{"id":"hostile-0001","text":"x","__proto__":{"isStaff":true}}'],
  ['a constructor', '{"id":"hostile-0001","text":"x","constructor":{"prototype":{"isStaff":true}}}'],
  ['lists for texts', '{"id":["hostile-0001"],"text":{"toString":1}}'],
  ['a number that overflows', '{"id":1e999}'],
  ['half a body', '{"id":"hostile-0001"'],
  ['null', 'null'],
  ['nothing', ''],
  ['an id that would leave its key', '{"id":"a:{s00}\\nDEL","text":"x"}'],
]

describe.each([...POSTS, ...GETS])('%s', (path) => {
  test.each(BODIES)('refuses %s', async (_what, body) => {
    const headers = { 'content-type': 'application/json' }
    const response = await fetch(`${desk.url}${path}`, { method: 'POST', headers, body }).catch(() => null)
    // A body that is too long may end the connection before it is read.
    if (response === null) return
    expect(response.status).toBeGreaterThanOrEqual(400)
    expect(response.status).toBeLessThan(500)
    expect(await response.text()).not.toMatch(/node_modules|at \w+ \(/)
    expect(response.headers.get('set-cookie')).toBeNull()
  })
})

test.each(GETS)('GET %s takes no word of a query or a header for more than a word', async (path) => {
  const query = '?__proto__[isStaff]=1&lang=__proto__&lang=constructor&after=__proto__'
  const headers = {
    'accept-language': `${'zh,'.repeat(500)}__proto__;q=${'9'.repeat(99)}`,
    cookie: `${'a=b;'.repeat(300)}`,
  }
  const response = await fetch(`${desk.url}${path}${query}`, { headers })
  expect(response.status).toBe(200)
  expect(await response.text()).not.toContain('isStaff')
})

test.each([
  '/%00',
  '/%',
  '/..%2f..%2fetc/passwd',
  '/.env',
  '/chat/%2e%2e/%2e%2e/package.json',
  '//example.com',
  '/constructor',
])('there is nothing at %s', async (path) =>
  expect((await raw(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)).slice(0, 12)).toMatch(/ 4\d\d$/),
)

test('what is no HTTP is answered with 400 and closed', async () => {
  expect(await raw('\x16\x03\x01 no HTTP\r\n\r\n')).toMatch(/^HTTP\/1.1 400/)
  const twoLengths =
    'POST /chat/api/message HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'
  expect(await raw(twoLengths)).toMatch(/^HTTP\/1.1 400/)
})

test('after all that it serves, and its log has no failure of its own', async () => {
  expect((await fetch(`${desk.url}/readyz`)).status).toBe(200)
  expect(desk.log()).not.toMatch(/"level":(50|60)/)
})

/** What comes back over a plain connection. */
function raw(request: string): Promise<string> {
  const { hostname, port } = new URL(desk.url)
  return new Promise((resolve, reject) => {
    let answer = ''
    const socket = connect(Number(port), hostname, () => socket.write(request))
    socket.setTimeout(5_000, () => socket.destroy(new Error('no answer')))
    socket.setEncoding('utf8').on('data', (text) => {
      answer += text
    })
    socket.on('error', reject).on('close', () => resolve(answer))
  })
}
