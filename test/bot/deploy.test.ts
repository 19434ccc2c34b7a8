/**
 * A deploy of this version while 500 conversations are open: states that earlier versions stored, each at another place, and states of this
 * one. `test/fixtures/stored/version-N.jsonl` was written by that version, from its conversation files, a line for each place and language.
 */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { createTurns } from '../../src/bot/turns.ts'
import { freshConversation } from '../store/support.ts'
import { playedFiles } from '../support/conversation-turns.ts'
import { post, STAFF_ROOM, said, storeState, useBench } from './bench.ts'

const OPEN_CONVERSATIONS = 500

const bench = useBench()

const earlier = (version: number): readonly string[] =>
  readFileSync(new URL(`../fixtures/stored/version-${version}.jsonl`, import.meta.url), 'utf8')
    .trim()
    .split('\n')

/** The talk's place, whatever regions its version had. */
function placeOf(state: string): unknown {
  const { value } = JSON.parse(state).flow
  return value.talk ?? value
}

test.each([1, 2])('each state of version %d is read at its place', (version) => {
  const { talk } = bench()
  const states = earlier(version)
  expect(states.length).toBeGreaterThan(50)
  for (const state of states) {
    expect(JSON.parse(state).v).toBe(version)
    const read = talk.unpack(state)
    expect(read).toMatchObject({ ok: true, stored: { v: 3, flow: { value: { talk: placeOf(state) } } } })
  }
})

test('500 conversations go on: each message is taken, none begins again, nothing is put aside', async () => {
  const { store, talk, log } = bench()
  const ours = playedFiles().flatMap(({ beats }) => beats.map(({ state }) => state))
  const states = [...earlier(1), ...earlier(2), ...ours].slice(0, OPEN_CONVERSATIONS)
  expect(states).toHaveLength(OPEN_CONVERSATIONS)
  const { takeOne } = createTurns({ store, talk, staffRoom: STAFF_ROOM, log, onFilled: () => {} })
  const apologies = (['en', 'zh'] as const).map((lang) => talk.catalogue.render(['startedAgain'], lang))
  const goesOn = async (state: string): Promise<boolean> => {
    const conversation = freshConversation()
    await post(store, conversation, said('hello'))
    await storeState(store, conversation, state, null)
    while ((await takeOne(conversation)) !== 'idle');
    const texts = (await store.transcript(conversation)).map((line) => JSON.parse(line).text as string)
    return texts.includes('hello') && !texts.some((text) => apologies.some((one) => text.includes(one)))
  }
  const outcomes = await Promise.all(states.map(async (state) => ((await goesOn(state)) ? [] : [state])))
  const failed = outcomes.flat()
  expect(failed).toEqual([])
  expect(await store.parked()).toEqual([])
})
