/** A person asked for at other moments: at night, on a holiday, on a worked Saturday, and just before the opening. */
import { test as base, expect, vi } from 'vitest'
import { allMarked, answerTo, nothingNewFor, openStage, questionOf, type Stage } from './support/stage.ts'

vi.setConfig({ testTimeout: 120_000 })

/** A stage whose desk runs at a moment of China time; closed at the end of the test. */
const test = base.extend<{ deskAt: (moment: string) => Promise<Stage> }>({
  // biome-ignore lint/correctness/noEmptyPattern: the runner reads the names of the fixtures asked for from this pattern
  deskAt: async ({}, use) => {
    const stages: Stage[] = []
    await use(async (moment) => {
      const stage = await openStage({ AFTERCARE_NOW: moment })
      stages.push(stage)
      await stage.start()
      return stage
    })
    await Promise.all(stages.map((stage) => stage.close()))
  },
})

/** At the question of the serial number the customer asks for a person; answers what the bot says to that. */
async function ask(stage: Stage, words: { fault: string; no: string; person: string }) {
  const customer = stage.customer({ name: '李伟' })
  customer.says(words.fault)
  await answerTo(stage, customer)
  customer.says(words.no)
  expect(questionOf(await answerTo(stage, customer))).toBe('serial')
  customer.says(words.person)
  return { customer, told: await answerTo(stage, customer) }
}

const ENGLISH = { fault: 'my X16-Q shows zero hashrate', no: 'no', person: 'a person please' }
const CHINESE = { fault: '我的X16-Q没有算力', no: '没有', person: '转人工' }

const CLOSED = [
  { moment: '2026-03-10T22:00', en: /Wed.*9:00/, zh: /周三.*9:00/ },
  // 1-7 October are holidays, the 8th is a Thursday.
  { moment: '2026-10-01T10:00', en: /8 October.*9:00/, zh: /10月8日.*9:00/ },
]

for (const { moment, en, zh } of CLOSED) {
  test.concurrent(`at ${moment} nobody is asked: the customer is told the next opening and the bot goes on`, async ({
    deskAt,
  }) => {
    const stage = await deskAt(moment)
    for (const [words, opens] of [
      [ENGLISH, en],
      [CHINESE, zh],
    ] as const) {
      const { customer, told } = await ask(stage, words)
      expect(told.text).toMatch(opens)
      expect(questionOf(told)).toBe('serial')
      customer.says('JX0000000012')
      expect(questionOf(await answerTo(stage, customer))).toBe('since')
    }
    expect(await nothingNewFor(stage, stage.group)).toEqual([])
    expect(stage.api.sentTo(stage.group.id)).toEqual([])
  })
}

test.concurrent('on the worked Saturday 10 October 2026 at 10:00 the card comes at once', async ({ deskAt }) => {
  const stage = await deskAt('2026-10-10T10:00')
  const { told } = await ask(stage, CHINESE)
  expect(questionOf(told)).toBeNull()
  expect((await answerTo(stage, stage.group)).text).toContain('我的X16-Q没有算力')
})

test.concurrent('who asked at night gets a line and staff the card at the opening, not before, also after a kill', async ({
  deskAt,
}) => {
  const stage = await deskAt('2026-03-09T22:00')
  const { customer, told } = await ask(stage, ENGLISH)
  expect(told.text).toMatch(/9:00/)
  await allMarked(stage, [customer])
  await stage.desk().kill()
  expect(stage.api.sentTo(stage.group.id)).toEqual([])
  const fiveSecondsBefore = performance.now()
  await stage.start({ AFTERCARE_NOW: '2026-03-10T08:59:55' })
  const card = await answerTo(stage, stage.group)
  expect(performance.now() - fiveSecondsBefore).toBeGreaterThan(5_000)
  expect(card.text).toContain('my X16-Q shows zero hashrate')
  // The night's silence led to one reminder; at the opening the question stays until a person's first word.
  const [reminder, opened] = [await answerTo(stage, customer), await answerTo(stage, customer)]
  expect([reminder.text, opened.text]).toEqual([
    expect.stringMatching('No hurry'),
    expect.stringMatching('just opened'),
  ])
  expect([questionOf(reminder), questionOf(opened)]).toEqual(['serial', 'serial'])
  stage.wang.saysIn(stage.group, 'Good morning.', { replyTo: card.message_id })
  expect((await answerTo(stage, customer)).text).toBe('Good morning.')
})

test.concurrent('a lead closes the desk in the group: the page, the command and customers follow, also after a kill', async ({
  deskAt,
}) => {
  const stage = await deskAt('2026-03-10T10:00')
  const { wang, group } = stage
  expect((await stage.cli('staff', 'add', String(wang.id), '--name', 'Wang Min', '--role', 'lead')).code).toBe(0)
  wang.saysIn(group, '/hours close now power cut')
  expect((await answerTo(stage, group)).text).toMatch(/^✅\n2026-03-10: 9:00-10:00 – power cut/)
  const page = await (await fetch(`${stage.desk().url}/?lang=en`)).text()
  expect(page).toMatch(/opens Wednesday 9:00/i)
  const shown = await stage.cli('hours', '--json')
  expect(JSON.parse(shown.stdout)).toMatchObject({ open: false, opensAt: '2026-03-11T09:00:00+08:00' })
  await stage.killAndStart()
  const { told } = await ask(stage, ENGLISH)
  expect(told.text).toMatch(/Wed.*9:00/)
  wang.saysIn(group, '/hours clear 2026-03-10')
  expect((await answerTo(stage, group)).text).toContain('Open until Tuesday 18:00')
  // Who was put down for Wednesday hears it within seconds.
  expect((await answerTo(stage, group)).text).toContain('my X16-Q shows zero hashrate')
})
