/** The line of those who wait for a person: who joins hears how many are before them, who is served or leaves is out of it. */
import { expect, test } from 'vitest'
import { createTurns } from '../../src/bot/turns.ts'
import type { Inbound } from '../../src/flows/types.ts'
import type { Commit, ConversationId } from '../../src/ports.ts'
import { freshConversation } from '../store/support.ts'
import { bodyOf, post, STAFF_ROOM, said, useBench } from './bench.ts'

const bench = useBench()
const CHEN: Inbound = { kind: 'staff.said', text: 'Hello', by: 'Chen Example' }

/** What the customer is told by the turn that an inbound leads to. */
async function told(conversation: ConversationId, inbound: Inbound): Promise<string> {
  const { store, talk, log } = bench()
  const commits: Commit[] = []
  const recording = {
    ...store,
    commit: (commit: Commit) => {
      commits.push(commit)
      return store.commit(commit)
    },
  }
  await post(store, conversation, inbound)
  const { takeOne } = createTurns({ store: recording, talk, staffRoom: STAFF_ROOM, log, onFilled: () => {} })
  await takeOne(conversation)
  return commits.flatMap(({ customer }) => customer.map((one) => JSON.parse(bodyOf(one)).line.text)).join('\n')
}

test('who asks for a person hears how many are before them, oldest first', async () => {
  const { store } = bench()
  const [ana, tom, wei] = [freshConversation(), freshConversation(), freshConversation()]
  expect(await told(ana, said('a person please'))).not.toContain('before you')
  expect(await told(tom, said('a person please'))).toContain('One customer is before you.')
  expect(await told(wei, said('人工客服'))).toContain('您前面还有2位客户。')
  expect((await store.waiting(10)).map(({ conversation }) => conversation)).toEqual([ana, tom, wei])
  expect(await store.waiting(2)).toHaveLength(2)

  await told(ana, CHEN)
  await told(tom, said('/menu'))
  expect((await store.waiting(10)).map(({ conversation }) => conversation)).toEqual([wei])
  expect(await told(wei, said('/human'))).not.toContain('前面')
})
