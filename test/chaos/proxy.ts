/** A proxy between one worker and Redis that can cut connections at chosen moments of an answer. */
import { connect, createServer, type Server, type Socket } from 'node:net'

/** `mid-reply`: half of an answer still arrives. `no reply`: none of it. `commit unanswered`: the same, of a commit. */
export const CUTS = ['mid-reply', 'no reply', 'commit unanswered'] as const
export type Cut = (typeof CUTS)[number]

export interface Proxy {
  readonly url: string
  /** Cuts the next connection that comes to this moment; resolves with the moment (`performance.now()`), null when none did in time. */
  cut(how: Cut, withinMs: number): Promise<number | null>
  /** The digest by which a commit is recognised. */
  setCommit(sha: string): void
  close(): Promise<void>
}

interface Armed {
  readonly how: Cut
  readonly done: () => void
}

export async function startProxy(upstream: string): Promise<Proxy> {
  let armed: Armed | null = null
  let commitSha = ' '
  const open = new Set<Socket>()
  const server = createServer((client) => {
    const redis = connect(upstream)
    let asksCommit = false
    const end = () => {
      client.destroy()
      redis.destroy()
      open.delete(client)
    }
    open.add(client)
    for (const socket of [client, redis]) socket.setNoDelay(true).on('error', end).on('close', end)
    client.on('data', (asked) => {
      asksCommit ||= armed?.how === 'commit unanswered' && asked.includes(commitSha)
      redis.write(asked)
    })
    redis.on('data', (answer) => {
      if (armed === null || (armed.how === 'commit unanswered' && !asksCommit)) client.write(answer)
      else {
        if (armed.how === 'mid-reply') client.write(answer.subarray(0, answer.length / 2), end)
        else end()
        armed.done()
      }
    })
  })
  return {
    url: `redis://127.0.0.1:${await listening(server)}`,
    cut: (how, withinMs) =>
      new Promise((resolve) => {
        const finish = (at: number | null) => () => {
          armed = null
          clearTimeout(patience)
          resolve(at)
        }
        const patience = setTimeout(finish(null), withinMs)
        armed = { how, done: () => finish(performance.now())() }
      }),
    setCommit(sha) {
      commitSha = sha
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of open) socket.destroy()
      }),
  }
}

const listening = (server: Server): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
