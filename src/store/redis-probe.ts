/** The few words with a Redis on a unix socket that need no client: is it there, which process is it, please stop. */
import { createConnection } from 'node:net'

const ANSWER_WITHIN_MS = 1_000

/** Sends one inline command and resolves with what came back until the answer ended, null when nobody answers. */
function ask(socketPath: string, command: string, isWhole: (answer: string) => boolean): Promise<string | null> {
  return new Promise((resolve) => {
    let answer = ''
    const socket = createConnection(socketPath)
    const done = (result: string | null): void => {
      clearTimeout(timer)
      socket.destroy()
      resolve(result)
    }
    const timer = setTimeout(() => done(null), ANSWER_WITHIN_MS)
    socket.on('connect', () => socket.write(`${command}\r\n`))
    socket.on('data', (chunk) => {
      answer += chunk.toString()
      if (isWhole(answer)) done(answer)
    })
    socket.on('error', () => done(null))
    socket.on('close', () => done(answer === '' ? null : answer))
  })
}

const isLine = (answer: string): boolean => answer.endsWith('\r\n')

/** `ready` answers commands, `loading` still reads its data, `absent` does not answer. */
export async function probe(socketPath: string): Promise<'ready' | 'loading' | 'absent'> {
  const answer = await ask(socketPath, 'PING', isLine)
  if (answer === null) return 'absent'
  return answer.startsWith('+PONG') ? 'ready' : 'loading'
}

/** The server's process id, null when nobody answers. */
export async function serverPid(socketPath: string): Promise<number | null> {
  const answer = await ask(socketPath, 'INFO server', (text) => /process_id:\d+\r\n/.test(text))
  const pid = answer?.match(/process_id:(\d+)/)?.[1]
  return pid === undefined ? null : Number(pid)
}

/** Asks for a clean end; the server closes the connection instead of answering. */
export async function askToStop(socketPath: string): Promise<void> {
  await ask(socketPath, 'SHUTDOWN', isLine)
}
