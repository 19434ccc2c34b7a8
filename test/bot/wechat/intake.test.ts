import { describe, expect, test } from 'vitest'
import { createIntake, MAX_HELD, type Reading } from '../../../src/bot/wechat/intake.ts'
import type { ConversationId, Ingested, Letter } from '../../../src/ports.ts'
import { quiet } from './support.ts'

const letter = (from: string, id: string): Letter => ({
  conversation: `wx:${from}` as ConversationId,
  id,
  body: '{}',
  counted: true,
})
/** `a1` is message 1 of contact a. */
const readAs = async (id: string): Promise<Reading> => ({ status: 'letter', letter: letter(id.charAt(0), id) })
const noWait = async () => undefined
const settled = () => new Promise((resolve) => setTimeout(resolve, 10))

describe('order', () => {
  test('a refused letter is handed in again before the same customer’s next, and holds nobody else up', async () => {
    const taken: string[] = []
    const waits: number[] = []
    let away = true
    const accept = async (given: Letter): Promise<Ingested> => {
      if (away && given.conversation === 'wx:a') throw new Error('Redis is away')
      taken.push(given.id)
      return 'taken'
    }
    const sleep = async (ms: number) => {
      waits.push(ms)
      if (waits.length === 7) away = false
      await settled()
    }
    const intake = createIntake({ read: readAs, accept, sleep, log: quiet() })
    for (const id of ['a1', 'a2', 'b1', 'a3']) intake.take(id)
    await expect.poll(() => taken, { interval: 5 }).toEqual(['b1', 'a1', 'a2', 'a3'])
    expect(waits.slice(0, 7)).toEqual([250, 500, 1_000, 2_000, 4_000, 5_000, 5_000])
    await intake.stop()
  })

  test('a slow look-up does not let a later message overtake', async () => {
    const taken: string[] = []
    const read = async (id: string) => {
      if (id === 'a1') await settled()
      return readAs(id)
    }
    const accept = async (given: Letter): Promise<Ingested> => {
      taken.push(given.id)
      return 'taken'
    }
    const intake = createIntake({ read, accept, sleep: noWait, log: quiet() })
    for (const id of ['a1', 'a2', 'a3']) intake.take(id)
    await expect.poll(() => taken, { interval: 5 }).toEqual(['a1', 'a2', 'a3'])
    await intake.stop()
  })
})

describe('reading', () => {
  test('a message before the log-in waits for it', async () => {
    let loggedIn = false
    const taken: string[] = []
    const intake = createIntake({
      read: async (id) => (loggedIn ? readAs(id) : { status: 'early' }),
      accept: async (given) => {
        taken.push(given.id)
        return 'taken'
      },
      sleep: settled as () => Promise<void>,
      log: quiet(),
    })
    intake.take('a1')
    await settled()
    expect(taken).toEqual([])
    loggedIn = true
    await expect.poll(() => taken, { interval: 5 }).toEqual(['a1'])
    await intake.stop()
  })

  test('a message that cannot be read is told as lost after eight tries, and the next is taken', async () => {
    const log = quiet()
    const taken: string[] = []
    let tries = 0
    const read = async (id: string) => {
      if (id !== 'a1') return readAs(id)
      tries += 1
      throw new Error('no payload')
    }
    const intake = createIntake({
      read,
      accept: async (given) => {
        taken.push(given.id)
        return 'taken'
      },
      sleep: noWait,
      log,
    })
    intake.take('a1')
    intake.take('a2')
    await expect.poll(() => taken, { interval: 5 }).toEqual(['a2'])
    expect(tries).toBe(8)
    expect(log.lines.filter((line) => line.level === 'error')).toHaveLength(1)
    await intake.stop()
    expect(log.lines.filter((line) => line.level === 'error')).toHaveLength(1)
  })
})

describe('bounds', () => {
  test('more than the bound is refused with an error each, and a stop counts what was not taken', async () => {
    const log = quiet()
    const accept = async (): Promise<Ingested> => {
      throw new Error('Redis is away')
    }
    const intake = createIntake({ read: readAs, accept, sleep: settled as () => Promise<void>, log })
    for (let i = 0; i < MAX_HELD + 2; i += 1) intake.take(`a${i}`)
    expect(log.lines.filter((line) => line.level === 'error')).toHaveLength(2)
    await settled()
    await intake.stop()
    expect(log.lines.at(-1)).toMatchObject({ level: 'error', fields: { held: MAX_HELD } })
  })
})
