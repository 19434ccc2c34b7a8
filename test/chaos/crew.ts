/** The worker processes of a chaos run: places that are always filled, and one process in reserve that has everything loaded. */
import { type ChildProcess, fork } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Bundle } from './build.ts'
import type { FromWorker, Go, ToWorker, Trap } from './messages.ts'
import type { Platform } from './platform.ts'

/** Generous, for a busy machine; a worker that hangs at its start ends the run. */
const BEGIN_WITHIN_MS = 60_000

export interface Member {
  /** Counts processes. */
  readonly name: number
  /** Turns and lanes that it has claimed. */
  readonly held: Set<string>
  /** Resolves, when the process is gone and all it said was heard, with the moment of its end. */
  readonly gone: Promise<number>
  /** Resolves when it next reaches a trap that makes it stand still. */
  standing(): Promise<void>
  set(trap: Trap | null): void
  signal(signal: NodeJS.Signals): void
  /** Asks for a clean end. */
  stop(): void
}

export interface Crew {
  readonly places: number
  at(place: number): Member
  /** Puts the reserve into the place of one that is gone. */
  fill(place: number): Promise<void>
  /** Ends all. */
  close(): Promise<void>
  /** What workers logged as errors, and ends that nobody asked for. */
  readonly defects: string[]
}

interface CrewOptions {
  readonly bundle: Bundle
  readonly contentDir: string
  readonly places: number
  readonly platform: Platform
  readonly goFor: (place: number) => Go
  readonly onWorking: (place: number, commitSha: string) => void
}

interface Process extends Member {
  readonly loaded: Promise<void>
  go(go: Go): Promise<string>
}

export async function startCrew(options: CrewOptions): Promise<Crew> {
  const defects: string[] = []
  const others = new Set<Process>()
  let names = 0
  const start = () => {
    names += 1
    const fresh = startProcess(names, options, { defects, others })
    others.add(fresh)
    return fresh
  }
  let reserve = start()
  const members: Process[] = []

  async function fill(place: number): Promise<void> {
    const next = reserve
    reserve = start()
    await next.loaded
    members[place] = next
    const sha = await Promise.race([next.go(options.goFor(place)), sleep(BEGIN_WITHIN_MS, null, { ref: false })])
    if (sha === null) throw new Error(`worker ${next.name} did not begin within ${BEGIN_WITHIN_MS} ms`)
    options.onWorking(place, sha)
  }

  for (let place = 0; place < options.places; place += 1) await fill(place)
  return {
    places: options.places,
    defects,
    at(place) {
      const member = members[place]
      if (member === undefined) throw new RangeError(`no place ${place}`)
      return member
    },
    fill,
    async close() {
      for (const one of others) one.signal('SIGKILL')
      await Promise.all([...others].map(({ gone }) => gone))
    },
  }
}

interface Shared {
  readonly defects: string[]
  readonly others: Set<Process>
}

function startProcess(name: number, { bundle, contentDir, platform }: CrewOptions, shared: Shared): Process {
  const child = fork(bundle.file, [contentDir], { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const say = (word: ToWorker): void => {
    if (child.connected) child.send(word, () => {})
  }
  const held = new Set<string>()
  const loaded = promised<void>()
  const working = promised<string>()
  let standing = promised<void>()
  let isExpected = false

  const hear = async (word: FromWorker): Promise<void> => {
    switch (word.type) {
      case 'loaded':
        return loaded.resolve()
      case 'working':
        return working.resolve(word.commitSha)
      case 'fetch':
        return say({ type: 'answer', call: word.call, value: await platform.fetch(name) })
      case 'confirm':
        return platform.confirm(word.update)
      case 'refuse':
        return platform.refuse(word.updates)
      case 'send': {
        const { call, conversation, sequence, line } = word
        return say({ type: 'answer', call, value: platform.send(name, conversation, sequence, line) })
      }
      case 'held':
        for (const other of shared.others) other.held.delete(word.what)
        return void held.add(word.what)
      case 'freed':
        return void held.delete(word.what)
      case 'standing still':
        return standing.resolve()
      case 'defect':
        return void shared.defects.push(word.log.trim())
    }
  }
  child.on('message', (word) => void hear(word as FromWorker))

  const gone = ended(child).then(({ at, how }) => {
    if (!isExpected && how !== 'SIGKILL') shared.defects.push(`worker ${name} ended by itself: ${how}`)
    working.resolve('')
    loaded.resolve()
    shared.others.delete(member)
    platform.gone(name)
    return at
  })
  const member: Process = {
    name,
    held,
    gone,
    loaded: loaded.promise,
    standing() {
      standing = promised()
      return standing.promise
    },
    set: (trap) => say({ type: 'set', trap }),
    signal: (signal) => void child.kill(signal),
    stop() {
      isExpected = true
      say({ type: 'stop' })
    },
    go(go) {
      say({ type: 'go', go })
      return working.promise
    },
  }
  return member
}

/** What a process wrote before its end is heard after it. */
async function ended(child: ChildProcess): Promise<{ readonly at: number; readonly how: string }> {
  const exited = new Promise<{ at: number; how: string }>((resolve) =>
    child.once('exit', (code, signal) => resolve({ at: performance.now(), how: String(signal ?? code) })),
  )
  const silent = new Promise<void>((resolve) => child.once('disconnect', resolve))
  const [end] = await Promise.all([exited, silent])
  return end
}

function promised<T>() {
  let resolve: (value: T) => void = () => {}
  const promise = new Promise<T>((settle) => {
    resolve = settle
  })
  return { promise, resolve }
}
