/** Checks the content directory in a process of its own: it takes a second of a core, which no customer should wait for. */
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

const fromSource = import.meta.url.endsWith('.ts')
const program = fileURLToPath(new URL(fromSource ? '../cli.ts' : '../cli.js', import.meta.url))
const WITHIN_MS = 30_000

const answerSchema = z.object({
  problems: z.array(z.object({ file: z.string(), line: z.number(), message: z.string() })),
})

/** What is wrong in it as it lies there now, a line each; none when all is right. Rejects when it could not be checked. */
export async function checkContent(dir: string): Promise<readonly string[]> {
  const how = [...(fromSource ? ['--import', 'tsx'] : []), program, 'content', 'check', dir, '--json']
  const { problems } = answerSchema.parse(JSON.parse(await saidBy(how)))
  return problems.map(({ file, line, message }) => `${file}:${line}: ${message}`)
}

/** It ends with 1 where something is wrong, and says what all the same. */
const saidBy = (how: readonly string[]): Promise<string> =>
  new Promise((resolve, reject) => {
    execFile(process.execPath, [...how], { timeout: WITHIN_MS }, (error, stdout) => {
      if (error === null || stdout.startsWith('{"ok"')) resolve(stdout)
      else reject(error)
    })
  })
