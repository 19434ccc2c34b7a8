/** `aftercare doctor`: what is set up, what is not, and what to do about it, one line each. */
import { spawnSync } from 'node:child_process'
import { z } from 'zod'
import type { Config } from '../config.ts'
import type { Command } from './command.ts'
import { diskFinding, type Finding, finding, type Health, redisFindings } from './doctor-findings.ts'
import { EXIT } from './output.ts'
import { loadWorkbench } from './workbench.ts'

const ANSWER_WITHIN_MS = 3_000
const OLDEST_NODE = [20, 19] as const

const MARKS: Readonly<Record<Health, string>> = { ok: '✓', note: '·', wrong: '✗' }

export const doctorCommand: Command = {
  name: 'doctor',
  summary: 'check the set-up and the running desk',
  usage: '',
  help: ['Ends with 1 when something is wrong; every line that begins with ✗ says what to do.'],
  options: {},
  words: 0,
  async run({ config, json, out }) {
    const findings = [
      ...[node(), redisServer(config), content(config), await diskFinding(config)],
      ...(await redisFindings(config)),
      ...(await desk(config)),
    ]
    for (const { what, health, detail } of findings) {
      out.line(json ? JSON.stringify({ what, health, detail }) : `${MARKS[health]} ${what}: ${detail}`)
    }
    return findings.some(({ health }) => health === 'wrong') ? EXIT.failed : EXIT.done
  },
}

function node(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const isNew = major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])
  return isNew
    ? finding('node', 'ok', process.versions.node)
    : finding('node', 'wrong', `${process.versions.node} is too old: install ${OLDEST_NODE.join('.')} or newer`)
}

function redisServer(config: Config): Finding {
  if (config.redis.kind !== 'embedded') return finding('redis-server', 'note', 'not needed: REDIS_URL is set')
  const { status, stdout } = spawnSync('redis-server', ['--version'], { encoding: 'utf8' })
  const version = /v=(\S+)/.exec(stdout ?? '')?.[1]
  return status === 0 && version !== undefined
    ? finding('redis-server', 'ok', version)
    : finding('redis-server', 'wrong', 'not found: npm start installs it, or run sudo apt-get install -y redis-server')
}

function content(config: Config): Finding {
  const loaded = loadWorkbench(config.contentDir)
  if (!loaded.ok) return finding('content', 'wrong', loaded.problems.join('; '))
  const { symptoms, diagnosis, models } = loaded.workbench.content
  const trees = Object.keys(diagnosis).length
  return finding('content', 'ok', `${models.length} models, ${symptoms.length} symptoms, ${trees} diagnosis trees`)
}

const readiness = z.object({
  ready: z.boolean(),
  channels: z.record(
    z.string(),
    z.object({
      status: z.string(),
      howTo: z.string().optional(),
      as: z.string().optional(),
      reason: z.string().optional(),
    }),
  ),
})

async function desk(config: Config): Promise<readonly Finding[]> {
  const host = config.http.host === '0.0.0.0' || config.http.host === '::' ? '127.0.0.1' : config.http.host
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${config.http.port}/readyz`
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) })
    const answer = readiness.parse(await response.json())
    return [
      finding('desk', answer.ready ? 'ok' : 'wrong', answer.ready ? `ready at ${url}` : `not ready: see ${url}`),
      ...Object.entries(answer.channels).map(([name, { status, howTo, as, reason }]) =>
        finding(
          name,
          status === 'degraded' ? 'wrong' : status === 'ready' ? 'ok' : 'note',
          [status, as ?? reason ?? howTo].filter((part) => part !== undefined).join(': '),
        ),
      ),
    ]
  } catch {
    return [finding('desk', 'note', `no desk answers at ${url}: start it with npm start`)]
  }
}
