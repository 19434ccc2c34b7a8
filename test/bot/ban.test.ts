/** A banned customer on a real Redis: what is kept, what staff hear, the list, and that erasing the talk lifts no ban. */
import { expect, test } from 'vitest'
import { bannedIn } from '../../src/bot/talks-listed.ts'
import { createTurns } from '../../src/bot/turns.ts'
import { bansShown } from '../../src/flows/room/ban-words.ts'
import type { Commit, ConversationId } from '../../src/ports.ts'
import { connect } from '../../src/store/connect.ts'
import { shardKeys, shardOf } from '../../src/store/keys.ts'
import { bodyOf, OPEN_AT, post, STAFF_ROOM, said, useBench } from './bench.ts'

const bench = useBench()
const CUSTOMER = 'wx:li' as ConversationId
const BANNED = { kind: 'staff.banned', by: 'Chen Example', reason: 'insults' } as const

function desk() {
  const { store, talk, log } = bench()
  const commits: Commit[] = []
  const commit = async (one: Commit) => {
    commits.push(one)
    return await store.commit(one)
  }
  const { takeOne } = createTurns({ store: { ...store, commit }, talk, staffRoom: STAFF_ROOM, log, onFilled: () => {} })
  return async (what: Parameters<typeof post>[2]) => {
    commits.length = 0
    await post(store, CUSTOMER, what)
    await takeOne(CUSTOMER)
    return {
      lines: commits.flatMap(({ customer }) => customer.map((one) => JSON.parse(bodyOf(one)).line.text as string)),
      told: commits.flatMap(({ outgoing }) => outgoing.map(({ body }) => JSON.parse(body))),
    }
  }
}

const shown = async () => bansShown(await bannedIn(bench(), STAFF_ROOM), OPEN_AT)

test('what a banned customer writes is kept and counted, and neither answered nor shown', async () => {
  const hear = desk()
  await hear({ ...said('my X16-Q shows zero hashrate'), name: 'Li Example' } as never)
  const { lines, told } = await hear(BANNED)
  expect(lines).toHaveLength(1)
  expect(told).toMatchObject([{ kind: 'posted' }, { kind: 'stands', customer: { standing: 'banned' } }])
  expect((await hear(said('why'))).told).toHaveLength(1)
  expect(await hear(said('answer me'))).toEqual({ lines: [], told: [] })
  const transcript = (await bench().store.transcript(CUSTOMER)).join('\n')
  expect(transcript).toContain('answer me')
  expect(await shown()).toMatch(/: 1\nLi Example \(Chen Example, .*: insults; ✉️ 2\)$/)
  const back = await hear({ kind: 'staff.unbanned', by: 'Chen Example' })
  expect(back.lines.join()).toContain('smoke')
  expect(await shown()).toContain('Nobody is banned')
})

test('an erased talk stays banned, also when what is left of others goes', async () => {
  const { store, redis } = bench()
  const hear = desk()
  await hear(BANNED)
  const asked = await hear(said('/forget'))
  expect(asked.lines.join()).toMatch(/erase|delete/i)
  await hear({ kind: 'chose', question: 'forget', offer: 'yes' })
  expect(await store.transcript(CUSTOMER)).toEqual([])
  const raw = await connect(redis.connection)
  await raw.command('ZADD', shardKeys.forgotten(shardOf(CUSTOMER)), '1', CUSTOMER)
  await raw.close()
  await store.retain(90)
  expect(await hear(said('here I am again'))).toMatchObject({ lines: [] })
  expect(await shown()).toContain('✉️ 1')
})

test('a ban outlives a state that cannot be read', async () => {
  const { talk } = bench()
  const broken = JSON.stringify({
    v: 99,
    desk: { value: 'banned', context: { ban: { at: 1, by: 'Chen', reason: null, unread: 3, dangerTold: null } } },
  })
  const event = { kind: 'inbound', at: OPEN_AT, inbound: said('hello'), draw: '1RVFHVRDX' } as never
  const { stored, effects } = talk.restart(event, broken)
  expect(stored.desk.value).toBe('banned')
  expect(stored.desk.context.ban?.unread).toBe(4)
  expect(effects.filter(({ kind }) => kind === 'say' || kind === 'line')).toEqual([])
  expect(effects.filter(({ kind }) => kind === 'staff')).toHaveLength(1)
})
