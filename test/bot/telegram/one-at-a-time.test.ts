/** Waits that Telegram asks for, known to every process: on a real Redis, with two channels of one bot as two processes have them. */
import { afterEach, describe, expect, test } from 'vitest'
import type { Client } from '../../../src/bot/telegram/client.ts'
import { createOneAtATime, taking } from '../../../src/bot/telegram/one-at-a-time.ts'
import type { ConversationId } from '../../../src/ports.ts'
import { StoreUnavailable } from '../../../src/ports.ts'
import type { MethodName } from '../../support/bot-api/parameters.ts'
import { patiently } from '../../support/patiently.ts'
import { useBench } from '../bench.ts'
import { bench as botApi, cleanUp, Mailbox, open } from './desk.ts'

const bench = useBench()
afterEach(cleanUp)

const ADA = { id: 5_001_002, firstName: 'Ada' }
const TO_ADA = 'tg:5001002' as ConversationId
const never = new AbortController().signal
const LIMITS = { signal: never, deadlineMs: 1_000 }
const NOW = { signal: never, patienceMs: 0 }
const asking = (text: string) =>
  ({ from: 'bot', text, question: { id: 'danger', offers: [{ id: 'no', label: 'No' }] } }) as const

/** Answers as planned, by default `ok`. */
function scripted(...answers: readonly Awaited<ReturnType<Client['call']>>[]): Client & { readonly made: string[] } {
  const left = [...answers]
  const made: string[] = []
  return {
    made,
    async call(method) {
      made.push(method)
      return left.shift() ?? { status: 'ok', result: true }
    },
  }
}
const turnsOf = (client: Client) =>
  createOneAtATime({ client, leases: bench().store, account: 'telegram:1', log: bench().log })

describe('two processes', () => {
  async function two() {
    const api = await botApi()
    api.user(ADA)
    const { store } = bench()
    const [one, other] = [1, 2].map(() => open(api, new Mailbox(), { leases: store }).channel)
    if (one === undefined || other === undefined) throw new Error('two channels')
    return { api, one, other }
  }

  test.each<[MethodName, string]>([
    ['sendChatAction', 'a sign of typing'],
    ['sendMessage', 'a line'],
  ])('%s refused with 429 in one: %s is not followed by calls that nobody misses from the other', async (method) => {
    const { api, one, other } = await two()
    api.fault(method, { kind: 'throttle', retryAfterS: 60 })
    if (method === 'sendMessage') await one.send(TO_ADA, asking('one?'), never, 1)
    else one.showBusy?.(TO_ADA)
    await patiently(() => expect(api.refusals(429)).toBe(1))
    const resting = `telegram:1000000001:calls:${ADA.id}`
    await patiently(async () => expect(await bench().store.leaseOwner(resting)).not.toBe(null))
    const made = api.calls().length
    other.showBusy?.(TO_ADA)
    await other.stop()
    await one.stop()
    expect(api.calls()).toHaveLength(made)
    expect(api.violations).toEqual([])
  })

  test('other chats go on', async () => {
    const { api, one, other } = await two()
    api.user({ id: 7, firstName: 'Bo' })
    api.fault('sendChatAction', { kind: 'throttle', retryAfterS: 60 })
    one.showBusy?.(TO_ADA)
    await patiently(() => expect(api.calls('sendChatAction')).toHaveLength(1))
    other.showBusy?.('tg:7' as ConversationId)
    await patiently(() => expect(api.calls('sendChatAction')).toHaveLength(2))
  })
})

describe('in one scope', () => {
  test('one works at a time, in turn', async () => {
    const turns = turnsOf(scripted())
    let inside = 0
    const work = async () => {
      inside += 1
      expect(inside).toBe(1)
      await new Promise((resolve) => setTimeout(resolve, 20))
      inside -= 1
    }
    const patient = { signal: never, patienceMs: 5_000 }
    expect(await Promise.all([1, 2, 3].map(() => turns.in('7', patient, work)))).toEqual(['done', 'done', 'done'])
  })

  test('who has no patience leaves it', async () => {
    const turns = turnsOf(scripted())
    let leave: () => void = () => {}
    const first = turns.in('7', NOW, () => new Promise((resolve) => (leave = resolve)))
    await patiently(() => expect(leave).not.toBe(undefined))
    expect(await turns.in('7', NOW, () => Promise.reject(new Error('in')))).toBe('busy')
    leave()
    expect(await first).toBe('done')
  })

  test('after a 429 nothing further is called, and nobody begins until it is over', async () => {
    const client = scripted({ status: 'throttled', afterMs: 300 })
    const turns = turnsOf(client)
    await turns.in('7', NOW, async (through) => {
      await through.call('answerCallbackQuery', {}, LIMITS)
      expect(await through.call('editMessageReplyMarkup', {}, LIMITS)).toMatchObject({ status: 'throttled' })
    })
    expect(client.made).toEqual(['answerCallbackQuery'])
    const asked = performance.now()
    expect(await turns.in('7', NOW, async () => {})).toBe('busy')
    expect(await turns.in('7', { signal: never, patienceMs: 5_000 }, async () => {})).toBe('done')
    expect(performance.now() - asked).toBeGreaterThan(200)
  })

  test('what may not be left out waits for its turn, whatever that takes', async () => {
    const client = scripted({ status: 'throttled', afterMs: 200 })
    const patient = taking(turnsOf(client), client)
    expect(await patient.call('setWebhook', {}, LIMITS)).toMatchObject({ status: 'throttled' })
    const asked = performance.now()
    expect(await patient.call('setWebhook', {}, LIMITS)).toMatchObject({ status: 'ok' })
    expect(performance.now() - asked).toBeGreaterThan(100)
  })
})

test('while Redis is away what may not be left out is called, and the rest is left', async () => {
  const client = scripted()
  const away = () => Promise.reject(new StoreUnavailable('away'))
  const turns = createOneAtATime({
    client,
    leases: { lease: away, releaseLease: away },
    account: 'telegram:1',
    log: bench().log,
  })
  expect(await turns.in('7', NOW, () => Promise.reject(new Error('in')))).toBe('unknown')
  expect(await taking(turns, client).call('getMe', {}, LIMITS)).toMatchObject({ status: 'ok' })
  expect(client.made).toEqual(['getMe'])
})
