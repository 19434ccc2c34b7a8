/**
 * A worker process of a chaos run: the real turn loop and store, with a channel and a receiver whose platform is the driver. Where it is told to,
 * it dies by SIGKILL or stands still by SIGSTOP.
 */
import { setImmediate as nextTick, setTimeout as sleep } from 'node:timers/promises'
import { pino } from 'pino'
import type { Channel, Sent } from '../../src/bot/channel.ts'
import { botLine } from '../../src/bot/entries.ts'
import { withMark } from '../../src/bot/post-mark.ts'
import { createWorker, type Worker } from '../../src/bot/worker.ts'
import { loadWorkbench } from '../../src/commands/workbench.ts'
import type { Talk } from '../../src/flows/step.ts'
import type { Line } from '../../src/flows/types.ts'
import { type ConversationId, type Letter, StoreUnavailable } from '../../src/ports.ts'
import { openStore, type RedisStore } from '../../src/store/redis-store.ts'
import { script } from '../../src/store/scripts.ts'
import { isOfPlainPath, sendingFirst } from './broken.ts'
import { withCounting } from './counting-talk.ts'
import { instrumented, type Watch } from './instrumented.ts'
import type { FromWorker, Go, Point, ToWorker, Trap, Update } from './messages.ts'

const AGAIN_MS = 50

const tell = (word: FromWorker): void => void process.send?.(word)

let calls = 0
const answers = new Map<number, (value: never) => void>()
function ask<Answer>(word: (call: number) => FromWorker): Promise<Answer> {
  calls += 1
  const call = calls
  return new Promise((resolve) => {
    answers.set(call, resolve)
    tell(word(call))
  })
}

let trap: Trap | null = null
let passed = 0
async function pass(point: Point): Promise<void> {
  if (trap?.point !== point) return
  passed += 1
  if (passed <= trap.after) return
  const { how } = trap
  trap = null
  if (how === 'die') process.kill(process.pid, 'SIGKILL')
  tell({ type: 'standing still', point })
  await nextTick()
  process.kill(process.pid, 'SIGSTOP')
}

const channel: Channel = {
  name: 'telegram',
  state: () => ({ status: 'ready', as: 'chaos' }),
  serves: () => true,
  start: () => {},
  stop: async () => {},
  send: (conversation, line, _, sequence) => send(conversation, line, sequence),
  /** What is done in the group beside posting is a line of the ledger as well, so that none of it may be missing. */
  act: (conversation, { act, sequence, mark }) => {
    const line = act.kind === 'line' ? withMark(act.line, mark) : botLine(JSON.stringify(act))
    return send(conversation, line, sequence)
  },
}

async function send(conversation: ConversationId, line: Line, sequence: number): Promise<Sent> {
  await pass('before send')
  const ref = await ask<string>((call) => ({ type: 'send', call, conversation, sequence, line }))
  await pass('after send')
  return { status: 'sent', ref }
}

const letterOf = ({ id, conversation, body }: Update): Letter => ({
  conversation,
  id: `update:${id}`,
  body,
  counted: !conversation.startsWith('staff:'),
})

/** The platform is told only once a letter is safe; what could not be taken in is left for the next time. */
async function receive(worker: Worker, { broken }: Go): Promise<never> {
  for (;;) {
    const updates = await ask<readonly Update[]>((call) => ({ type: 'fetch', call }))
    await pass('after fetch')
    const left = [...updates]
    try {
      for (const update of updates) {
        if (broken === 'confirm-before-ingest') tell({ type: 'confirm', update: update.id })
        await worker.accept(letterOf(update))
        tell({ type: 'confirm', update: update.id })
        left.shift()
      }
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error
      tell({ type: 'refuse', updates: left.map(({ id }) => id) })
      await sleep(AGAIN_MS)
    }
  }
}

/** Redis may be away when a worker begins. */
async function open({ connection, deskTime, visibilityMs }: Go): Promise<RedisStore> {
  for (;;) {
    try {
      return await openStore({ connection, deskTime, visibilityMs })
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error
      await sleep(AGAIN_MS)
    }
  }
}

function loadTalk(contentDir: string): Talk {
  const loaded = loadWorkbench(contentDir)
  if (!loaded.ok) throw new Error(loaded.problems.join('\n'))
  return withCounting(loaded.workbench.talk({ staffReachable: true }))
}

const watchFor = ({ repeats }: Go): Watch => ({
  pass,
  isSet: (point) => trap?.point === point,
  held: (what) => tell({ type: 'held', what }),
  freed: (what) => tell({ type: 'freed', what }),
  again: () => Math.random() < repeats,
})

async function work(go: Go, talk: Talk): Promise<void> {
  const real = await open(go)
  const log = pino({ level: 'error', base: null }, { write: (line: string) => tell({ type: 'defect', log: line }) })
  const whole = instrumented(real, watchFor(go))
  const { store, channels } =
    go.broken === 'send-before-commit'
      ? await sendingFirst(go.connection, whole, channel)
      : { store: whole, channels: [channel] }
  const timing = {
    claimMs: go.visibilityMs,
    renewEveryMs: go.visibilityMs / 3,
    leastClaimMs: go.visibilityMs / 3,
    sendDeadlineMs: 20_000,
  }
  const worker = createWorker({
    store: { ...store, ingestShown: real.ingestShown },
    talk,
    staffRoom: go.staffRoom,
    channels,
    log,
    timing,
    ...(isOfPlainPath(go.broken) && { warm: false }),
  })
  worker.start()
  tell({ type: 'working', commitSha: script('commit').sha })
  stop = async () => {
    await worker.stop()
    await real.close()
    process.exit(0)
  }
  await receive(worker, go)
}

let stop = async (): Promise<void> => process.exit(0)
const talk = loadTalk(process.argv[2] ?? '')

process.on('message', (word: ToWorker) => {
  if (word.type === 'go') void work(word.go, talk)
  if (word.type === 'stop') void stop()
  if (word.type === 'set') {
    trap = word.trap
    passed = 0
  }
  if (word.type === 'answer') {
    answers.get(word.call)?.(word.value as never)
    answers.delete(word.call)
  }
})
// Nobody is left to talk to.
process.on('disconnect', () => process.exit(1))
tell({ type: 'loaded' })
