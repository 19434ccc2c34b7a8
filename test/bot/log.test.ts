/** The log's allow-list: what is no field of it, or no value of its kind, is not written, whatever a caller hands over. */
import { expect, test } from 'vitest'
import { createLog, type LogFields, plainReason } from '../../src/bot/log.ts'

const CANARY = 'canary 13955501234'

function logged(write: (log: ReturnType<typeof createLog>) => void): Record<string, unknown>[] {
  const lines: string[] = []
  write(createLog('debug', { write: (line: string) => void lines.push(line) }))
  return lines.map((line) => JSON.parse(line))
}

test('known fields are written, unknown ones only counted', () => {
  const [line] = logged((log) =>
    log.warn({ conversation: 'tg:1', tries: 2, text: CANARY, name: CANARY } as LogFields, 'a test'),
  )
  expect(line).toMatchObject({ conversation: 'tg:1', tries: 2, dropped: 2, msg: 'a test' })
  expect(JSON.stringify(line)).not.toContain('canary')
})

test('a field holds only what it is for', () => {
  const wrong = {
    conversation: `${CANARY}\n客户`,
    tries: CANARY,
    error: `${CANARY}!`,
    status: { text: CANARY },
    trouble: { status: CANARY, reason: `no: "${CANARY}"` },
    reading: { status: CANARY, text: CANARY },
  }
  expect(JSON.stringify(logged((log) => log.error(wrong as unknown as LogFields, 'a test')))).not.toContain('canary')
})

test('an error is its class and its frames, also when its message looks like frames', () => {
  const error = new TypeError(`wrong\n    at ${CANARY} (file.ts:1:1)`, { cause: new Error(CANARY) })
  const [line] = logged((log) => log.error({ err: error }, 'a test'))
  expect(line).toMatchObject({ err: { error: 'TypeError', frames: expect.stringContaining('log.test.ts') } })
  expect(JSON.stringify(line)).not.toContain('canary')
})

test('a message is fixed: one that is put together does not compile', () => {
  const [line] = logged((log) => {
    const name: string = 'any'
    // @ts-expect-error: a text of unknown content
    log.info({}, name)
    // @ts-expect-error: a template with something in it
    log.info(`hello ${name}`)
    // @ts-expect-error: a field that is not on the list
    log.info({ text: 'hello' }, 'a test')
  })
  expect(line).toMatchObject({ msg: 'any' })
})

test.each([
  ['Forbidden: bot was blocked by the user', 'Forbidden: bot was blocked by the user'],
  ["Bad Request: can't parse entities: Unsupported start tag", "Bad Request: can't parse entities…"],
  ['Bad Request: button text "Li Example" is too long', 'Bad Request: button text …'],
  ['no flow state {"x":"Li Example"}', 'no flow state …'],
  ['Telegram asks to wait 2 s', 'Telegram asks to wait 2 s'],
  ['called +86 139 5550 1234 twice', 'called …'],
  ['138 0013 8000 called', '… called'],
  ['first\nsecond', 'first…'],
  ['客户 Li', '…'],
  ['', ''],
])('of the reason %j the log has %j', (reason, shown) => expect(plainReason(reason)).toBe(shown))
