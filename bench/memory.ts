/**
 * `npm run bench:memory [-- COUNT]`: what an idle conversation costs Redis, and whether many of them make a turn dearer. The states are those of a
 * real talk at its eighth message, with its timer, its ids and no transcript, which ages out apart.
 */
import { fileURLToPath } from 'node:url'
import { createRehearsal } from '../src/bot/rehearsal.ts'
import { loadWorkbench } from '../src/commands/workbench.ts'
import { makeOrderNumber } from '../src/domain/order-number.ts'
import { MINUTE } from '../src/domain/values.ts'
import { type ConversationId, NO_CHANGES } from '../src/ports.ts'
import { connect, type Redis } from '../src/store/connect.ts'
import { openStore } from '../src/store/redis-store.ts'
import { startRedis } from '../test/support/redis.ts'
import { OPEN_AT } from './desk.ts'

const AT_ONCE = 200
const MEASURED_TURNS = 2_000
const ROUNDS = 5
const SWEEPS = 200
const FEW = 1_000
const MANY = Number(process.argv[2] ?? 100_000)
const SAID = ['my X16-Q shows zero hashrate', 'no', 'JX0000000012', 'yesterday', 'nothing changed', 'one', 'yes', 'yes']

// As the desk's own Redis is set; a rewrite of the file in the middle would be measured too.
const redis = await startRedis({
  appendfsync: 'everysec',
  args: ['--hash-max-listpack-value', '4096', '--auto-aof-rewrite-percentage', '0'],
})
const raw: Redis = await connect(redis.connection)
const store = await openStore({ connection: redis.connection, deskTime: OPEN_AT })
const state = stateAtTheEighth()
const nameOf = (one: number) => `tg:${1_000_000_000 + one}` as ConversationId
let letters = 0

function stateAtTheEighth(): string {
  const loaded = loadWorkbench(fileURLToPath(new URL('../content', import.meta.url)))
  if (!loaded.ok) throw new Error(loaded.problems.join('\n'))
  const talk = loaded.workbench.talk({ staffReachable: true })
  const rehearsal = createRehearsal({ talk, at: OPEN_AT, draw: () => makeOrderNumber(0, 1) })
  for (const text of SAID) rehearsal.customer({ kind: 'said', text })
  return rehearsal.state() ?? ''
}

/** A message, taken in, claimed and committed; nothing is left waiting but the timer. */
async function turn(conversation: ConversationId): Promise<void> {
  letters += 1
  await store.ingest({ conversation, id: `tg:${letters}`, body: '{"kind":"said","text":"x"}', counted: true })
  const claim = await store.claim(conversation)
  if (claim === null) throw new Error(`${conversation} is held`)
  await store.commit({ claim, state, taken: claim.mail.length, timerAt: claim.now + 30 * MINUTE, ...NO_CHANGES })
}

/** In their order, so many at once. */
async function turns(conversations: readonly ConversationId[]): Promise<void> {
  for (let from = 0; from < conversations.length; from += AT_ONCE) {
    await Promise.all(conversations.slice(from, from + AT_ONCE).map(turn))
    if (from % 20_000 === 0 && from > 0) console.error(`${from} of ${conversations.length} conversations`)
  }
}

const numberIn = async (section: string, pattern: RegExp): Promise<number> =>
  Number(pattern.exec(String(await raw.command('INFO', section)))?.[1])
const usedBytes = () => numberIn('memory', /used_memory:(\d+)/)

/** Redis' own CPU time of a turn's three scripts and of a sweep, in µs: the best of some rounds, since a busy machine only ever adds. */
async function costs(among: number): Promise<{ readonly turn: number; readonly sweep: number }> {
  const chosen = Array.from({ length: MEASURED_TURNS }, (_, one) => nameOf((one * 7919) % among))
  const rounds: { turn: number; sweep: number }[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const turn = await cpuOf(() => turns(chosen))
    const sweep = await cpuOf(async () => {
      for (let one = 0; one < SWEEPS; one += 1) await store.due()
    })
    rounds.push({ turn: turn / MEASURED_TURNS, sweep: sweep / SWEEPS })
  }
  return { turn: Math.min(...rounds.map(({ turn }) => turn)), sweep: Math.min(...rounds.map(({ sweep }) => sweep)) }
}

/** In µs, of the thread that answers. */
async function cpuOf(work: () => Promise<void>): Promise<number> {
  const used = async () =>
    (await numberIn('cpu', /used_cpu_user_main_thread:([\d.]+)/)) +
    (await numberIn('cpu', /used_cpu_sys_main_thread:([\d.]+)/))
  const before = await used()
  await work()
  return ((await used()) - before) * 1_000_000
}

const empty = await usedBytes()
await turns(Array.from({ length: FEW }, (_, one) => nameOf(one)))
const few = await costs(FEW)
await turns(Array.from({ length: MANY - FEW }, (_, one) => nameOf(FEW + one)))
const bytes = ((await usedBytes()) - empty) / MANY
const many = await costs(MANY)

console.log(`state of ${Buffer.byteLength(state)} bytes; ${MANY} idle conversations: ${Math.round(bytes)} bytes each`)
console.log(`Redis CPU of a turn: ${few.turn.toFixed(0)} µs among ${FEW}, ${many.turn.toFixed(0)} µs among ${MANY}`)
console.log(`Redis CPU of a sweep with nothing due: ${few.sweep.toFixed(0)} µs and ${many.sweep.toFixed(0)} µs`)
const isHeld = many.turn < 1.5 * few.turn
console.log(isHeld ? 'held: a turn costs the same among many' : 'BROKEN: many conversations make a turn dearer')
process.exitCode = isHeld ? 0 : 1
await raw.close()
await store.close()
await redis.stop()
