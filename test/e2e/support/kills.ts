/**
 * Whole talks while the desk is killed at its moves: four customers, English and Chinese, on buttons and typing. Each kill meets two of
 * them between two messages and two while an answer is under way, turn by turn. What they read is compared with undisturbed talks.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import {
  judge,
  type KillReport,
  type Moment,
  type Recovery,
  read,
  sumOf,
  type Talk,
  type UnderWay,
} from './kill-report.ts'
import { allMarked, openStage, type Stage } from './stage.ts'
import { until } from './until.ts'
import { about, CHINESE, ENGLISH, makeMove } from './walk.ts'

const LONGEST_DELAY_MS = 60

interface Plan {
  readonly kills: number
  /** A kill at every move, at every second one … */
  readonly every: number
  /** Chooses each kill's moment for the answers that are under way. */
  readonly underWay: (kill: number) => UnderWay
  /** 0-1. */
  readonly random: () => number
}

/** Plays talks until all kills are done, and the last talks to their end. Rejects when an answer does not come at all. */
export async function runKills(plan: Plan, progress: (line: string) => void = () => {}): Promise<KillReport> {
  const stage = await openStage()
  try {
    await stage.start()
    const reference = newTalks(stage)
    for (let move = 0; move < ENGLISH.length; move += 1) await oneMove(stage, reference, move)
    const reports: Awaited<ReturnType<typeof judge>>[] = []
    const recoveries: Recovery[] = []
    let kills = 0
    while (kills < plan.kills) {
      const talks = newTalks(stage)
      for (let move = 0; move < ENGLISH.length; move += 1) {
        if (kills === plan.kills || move % plan.every !== 0) await oneMove(stage, talks, move)
        else recoveries.push(...(await oneKill(stage, talks, move, plan.underWay(kills++), plan.random)))
      }
      for (const [index, talk] of talks.entries()) reports.push(await judge(stage, talk, reference[index]))
      progress(`${kills} kills`)
    }
    if (stage.api.violations.length > 0) throw new Error(`the Bot API was used wrongly: ${stage.api.violations[0]}`)
    return { ...sumOf(reports), kills, recoveries }
  } finally {
    await stage.close()
  }
}

let machines = 0
/** Each talk is about a machine of its own. */
function nextSerial(): string {
  machines += 1
  return `JX${String(machines).padStart(10, '0')}`
}

function newTalks(stage: Stage): readonly Talk[] {
  const english = () => stage.customer()
  const chinese = () => stage.customer({ name: '李伟', languageCode: 'zh-hans' })
  return [
    { person: english(), moves: about(nextSerial(), ENGLISH), manner: 'taps', hadAtKill: new Set() },
    { person: chinese(), moves: about(nextSerial(), CHINESE), manner: 'types', hadAtKill: new Set() },
    { person: english(), moves: about(nextSerial(), ENGLISH), manner: 'types', hadAtKill: new Set() },
    { person: chinese(), moves: about(nextSerial(), CHINESE), manner: 'taps', hadAtKill: new Set() },
  ]
}

async function oneMove(stage: Stage, talks: readonly Talk[], move: number): Promise<void> {
  push(stage, talks, move)
  await answered(stage, talks, move)
}

async function oneKill(
  stage: Stage,
  talks: readonly Talk[],
  move: number,
  moment: UnderWay,
  random: () => number,
): Promise<readonly Recovery[]> {
  const isBetween = (_: Talk, index: number) => Math.floor(index / 2) === move % 2
  const between = talks.filter(isBetween)
  const underWay = talks.filter((talk, index) => !isBetween(talk, index))
  await allMarked(
    stage,
    between.map(({ person }) => person),
  )
  await reach(stage, underWay, move, moment, random)
  const killedAt = performance.now()
  await stage.desk().kill()
  for (const { person, hadAtKill } of underWay) hadAtKill.add(stage.api.sentTo(person.id).length)
  push(stage, between, move)
  await stage.start()
  const readyAt = performance.now()
  const recovered = async (met: readonly Talk[], at: Moment): Promise<Recovery> => {
    await answered(stage, met, move)
    const now = performance.now()
    return { moment: at, afterKillMs: now - killedAt, afterReadyMs: now - readyAt }
  }
  return await Promise.all([recovered(between, 'between'), recovered(underWay, moment)])
}

/** Says the next words and waits for the moment of the kill. */
async function reach(stage: Stage, talks: readonly Talk[], move: number, moment: UnderWay, random: () => number) {
  const sends = stage.api.calls('sendMessage').length
  if (moment === 'sending') stage.api.fault('sendMessage', { kind: 'hang' }, talks.length)
  push(stage, talks, move)
  switch (moment) {
    case 'pushed':
      return await sleep(random() * LONGEST_DELAY_MS)
    case 'sending':
      return await until('sends', () => stage.api.calls('sendMessage').length >= sends + talks.length)
    case 'sent':
      return await until('an answer', () => talks.some((talk) => read(stage, talk).length > move))
  }
}

function push(stage: Stage, talks: readonly Talk[], move: number): void {
  for (const talk of talks) {
    const next = talk.moves[move]
    if (next !== undefined) makeMove(talk.person, next, talk.manner, read(stage, talk).at(-1) ?? null)
  }
}

/** A lost answer ends a run: what comes after it would mean nothing. */
const answered = (stage: Stage, talks: readonly Talk[], move: number): Promise<void> =>
  until(`the answers to move ${move + 1}`, () => talks.every((talk) => read(stage, talk).length > move))
