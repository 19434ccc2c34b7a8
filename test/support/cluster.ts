/** A real Redis Cluster of three masters for tests, on loopback in a temporary directory, whose masters can be killed, started again and given slots. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createClient } from 'redis'

const HOST = '127.0.0.1'
const SLOTS = 16_384
const MASTERS = 3
const START_WITHIN_MS = 20_000
/** A silent master counts as failed after this. */
const NODE_TIMEOUT_MS = 1_000

export interface TestMaster {
  readonly port: number
  /** As the cluster names it. */
  readonly id: string
  /** One command to this master alone. Rejects when it is away or refuses. */
  command(...parts: readonly string[]): Promise<unknown>
  /** SIGKILL; resolves when the process is gone. Data stay in the append-only file. */
  kill(): Promise<void>
  /** Starts it again on the same data; resolves when the whole cluster is well again. */
  restart(): Promise<void>
}

export interface TestCluster {
  readonly masters: readonly TestMaster[]
  /** For `openStore` and `startJobs`. */
  readonly connection: {
    readonly kind: 'cluster'
    readonly nodes: readonly { readonly host: string; readonly port: number }[]
    readonly credentials: null
    readonly tls: null
  }
  /** For `REDIS_URL`. */
  readonly url: string
  /** Moves a slot key by key, with `pauseMs` between them, and tells all masters at the end. */
  moveSlot(slot: number, from: TestMaster, to: TestMaster, pauseMs?: number): Promise<void>
  /** Deletes all keys and scripts of every master. */
  empty(): Promise<void>
  /** Ends every master and removes their directory. */
  stop(): Promise<void>
}

interface Ports {
  readonly port: number
  readonly bus: number
}

/** Starts a fresh, empty cluster. Call `stop()` in `afterAll`; it is killed with the test process at the latest. */
export async function startCluster(
  options: { readonly appendfsync?: 'everysec' | 'always' } = {},
): Promise<TestCluster> {
  const dir = mkdtempSync(join(tmpdir(), 'aftercare-cluster-'))
  const running: ChildProcess[] = []
  const killWithUs = (): void => {
    for (const child of running) child.kill('SIGKILL')
    rmSync(dir, { recursive: true, force: true })
  }
  process.once('exit', killWithUs)
  const places = await freePorts()
  const masters = await Promise.all(
    places.map((place, index) =>
      startMaster(join(dir, String(index)), place, options.appendfsync ?? 'everysec', running),
    ),
  )
  await introduce(masters, places)
  await allWell(masters)
  const nodes = places.map(({ port }) => ({ host: HOST, port }))
  return {
    masters: masters.map((master) => ({ ...master, restart: () => master.restart().then(() => allWell(masters)) })),
    connection: { kind: 'cluster', nodes, credentials: null, tls: null },
    url: `redis-cluster://${nodes.map(({ host, port }) => `${host}:${port}`).join(',')}`,
    moveSlot: (slot, from, to, pauseMs = 0) => moveSlot(masters, String(slot), from, to, pauseMs),
    async empty() {
      for (const command of [['FLUSHALL'], ['SCRIPT', 'FLUSH']]) {
        await Promise.all(masters.map((master) => master.command(...command)))
      }
    },
    async stop() {
      await Promise.all(masters.map((master) => master.kill()))
      process.off('exit', killWithUs)
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

async function startMaster(
  dir: string,
  { port, bus }: Ports,
  appendfsync: string,
  running: ChildProcess[],
): Promise<TestMaster> {
  mkdirSync(dir)
  const where = ['--bind', HOST, '--port', String(port), '--cluster-port', String(bus), '--dir', dir]
  const kept = ['--save', '', '--appendonly', 'yes', '--appendfsync', appendfsync, '--logfile', join(dir, 'redis.log')]
  const cluster = ['--cluster-enabled', 'yes', '--cluster-node-timeout', String(NODE_TIMEOUT_MS)]
  const launch = (): ChildProcess => {
    const child = spawn('redis-server', [...where, ...kept, ...cluster], { stdio: 'ignore' })
    running.push(child)
    return child
  }
  let child = launch()
  const command = (...parts: readonly string[]) => ask(port, parts)
  await until(async () => (await command('PING')) === 'PONG')
  return {
    port,
    id: String(await command('CLUSTER', 'MYID')),
    command,
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const exited = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGKILL')
      await exited
    },
    async restart() {
      child = launch()
      await until(async () => (await command('PING')) === 'PONG')
    },
  }
}

/** Shares the slots out and makes the masters known to each other. */
async function introduce(masters: readonly TestMaster[], places: readonly Ports[]): Promise<void> {
  const share = Math.ceil(SLOTS / MASTERS)
  for (const [index, master] of masters.entries()) {
    const range = [index * share, Math.min((index + 1) * share, SLOTS) - 1].map(String)
    await master.command('CLUSTER', 'SET-CONFIG-EPOCH', String(index + 1))
    await master.command('CLUSTER', 'ADDSLOTSRANGE', ...range)
  }
  for (const { port, bus } of places) await masters[0]?.command('CLUSTER', 'MEET', HOST, String(port), String(bus))
}

/** Every master knows all the others and takes commands. */
async function allWell(masters: readonly TestMaster[]): Promise<void> {
  for (const master of masters) {
    await until(async () => {
      const info = String(await master.command('CLUSTER', 'INFO'))
      return info.includes('cluster_state:ok') && info.includes(`cluster_known_nodes:${MASTERS}`)
    })
  }
}

async function moveSlot(
  masters: readonly TestMaster[],
  slot: string,
  from: TestMaster,
  to: TestMaster,
  pauseMs: number,
): Promise<void> {
  await to.command('CLUSTER', 'SETSLOT', slot, 'IMPORTING', from.id)
  await from.command('CLUSTER', 'SETSLOT', slot, 'MIGRATING', to.id)
  for (;;) {
    const keys = (await from.command('CLUSTER', 'GETKEYSINSLOT', slot, '1')) as string[]
    if (keys.length === 0) break
    await from.command('MIGRATE', HOST, String(to.port), '', '0', '5000', 'KEYS', ...keys)
    await sleep(pauseMs)
  }
  // The new owner first: nobody may own it for a moment otherwise.
  for (const master of [to, from, ...masters.filter(({ id }) => id !== to.id && id !== from.id)]) {
    await master.command('CLUSTER', 'SETSLOT', slot, 'NODE', to.id)
  }
}

async function ask(port: number, parts: readonly string[]): Promise<unknown> {
  const client = createClient({ RESP: 2, socket: { host: HOST, port, reconnectStrategy: false } })
  client.on('error', () => {})
  try {
    await client.connect()
    return await client.sendCommand([...parts])
  } finally {
    client.destroy()
  }
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + START_WITHIN_MS
  while (!(await holds().catch(() => false))) {
    if (performance.now() > deadline) throw new Error('the Redis Cluster did not start')
    await sleep(20)
  }
}

/** Two for each master: one for its clients, one for the other masters. */
async function freePorts(): Promise<readonly Ports[]> {
  const servers = Array.from({ length: 2 * MASTERS }, () => createServer())
  const ports = await Promise.all(
    servers.map(async (server) => {
      await new Promise<void>((resolve) => server.listen(0, HOST, resolve))
      const address = server.address()
      return typeof address === 'object' && address !== null ? address.port : 0
    }),
  )
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  return Array.from({ length: MASTERS }, (_, index) => ({
    port: ports[2 * index] ?? 0,
    bus: ports[2 * index + 1] ?? 0,
  }))
}
