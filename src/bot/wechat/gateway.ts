/** The gateway of `wechaty-puppet-service`: its options, checked before anything connects, and whether somebody listens there. */
import { connect } from 'node:net'
import type { PuppetOptions } from 'wechaty-puppet'
import { backoff, type Sleep, unlessAborted } from './sleep.ts'

export const SERVICE_PUPPET = 'wechaty-puppet-service'

interface PuppetSettings {
  readonly puppet: string
  /** For a gateway `<certificate's name>_<secret>`; `insecure_…` for the certificate that comes with the puppet. */
  readonly token: string | null
  /** `host:port` */
  readonly endpoint: string | null
  /** Null: as the puppet does by itself, which is on. */
  readonly tls: boolean | null
  /** `WECHATY_PUPPET_SERVICE_*`, which the service puppet reads by itself where an option is missing. */
  readonly service: Readonly<Record<string, string>>
}

/** Web WeChat. */
export const idsLastOneLogIn = (puppet: string): boolean => puppet === 'wechaty-puppet-wechat4u'

type CheckedOptions =
  | { readonly status: 'ok'; readonly options: PuppetOptions }
  /** One line that says what to set. */
  | { readonly status: 'wrong'; readonly reason: string }

const TOKEN = /^[^\s_]+_\S+$/
const ENDPOINT = /^(?<host>\[[0-9A-Fa-f:.]+\]|[^\s:/]+):(?<port>\d{1,5})$/
const PROBE_TIMEOUT_MS = 3_000
const PROBE_FIRST_WAIT_MS = 500
const PROBE_MOST_WAIT_MS = 4_000

/**
 * The puppet's options of what is configured. A gateway's are checked: it refuses a token without a name, and without an endpoint the
 * puppet would ask a public directory.
 */
export function puppetOptionsOf(settings: PuppetSettings): CheckedOptions {
  const given: PuppetOptions = {
    ...(settings.token === null ? {} : { token: settings.token }),
    ...(settings.endpoint === null ? {} : { endpoint: settings.endpoint }),
    ...(settings.tls === null ? {} : { tls: { disable: !settings.tls } }),
  }
  if (settings.puppet !== SERVICE_PUPPET) return { status: 'ok', options: given }
  const token = given.token ?? settings.service['WECHATY_PUPPET_SERVICE_TOKEN'] ?? ''
  const endpoint = given.endpoint ?? settings.service['WECHATY_PUPPET_SERVICE_ENDPOINT'] ?? ''
  if (!TOKEN.test(token)) return { status: 'wrong', reason: TOKEN_RULE }
  if (parseEndpoint(endpoint) === null) return { status: 'wrong', reason: ENDPOINT_RULE }
  return { status: 'ok', options: { ...given, token, endpoint } }
}

const TOKEN_RULE = "WECHATY_TOKEN must be <name>_<secret>, as insecure_… for the puppet's own certificate."
const ENDPOINT_RULE = 'WECHATY_ENDPOINT must be host:port, as 127.0.0.1:8788.'

/**
 * Resolves true once something accepts connections at `host:port`, false when called off. A puppet that starts while its gateway is away
 * never recovers by itself. `onAway` is told after each try that failed.
 */
export async function untilReachable(
  endpoint: string,
  signal: AbortSignal,
  sleep: Sleep,
  onAway: () => void,
): Promise<boolean> {
  for (let tries = 0; !signal.aborted; tries += 1) {
    if (await unlessAborted(accepts(endpoint), signal, () => false)) return true
    onAway()
    await sleep(backoff(tries, PROBE_FIRST_WAIT_MS, PROBE_MOST_WAIT_MS), signal)
  }
  return false
}

function accepts(endpoint: string): Promise<boolean> {
  const address = parseEndpoint(endpoint)
  if (address === null) return Promise.resolve(true) // a form of gRPC's own (dns:…, unix:…): the puppet finds it
  return new Promise((resolve) => {
    const socket = connect({ ...address, timeout: PROBE_TIMEOUT_MS })
    const end = (accepted: boolean): void => {
      socket.destroy()
      resolve(accepted)
    }
    socket.once('connect', () => end(true))
    socket.once('timeout', () => end(false))
    socket.once('error', () => end(false))
  })
}

function parseEndpoint(endpoint: string): { host: string; port: number } | null {
  const groups = ENDPOINT.exec(endpoint)?.groups
  const port = Number(groups?.['port'])
  if (groups === undefined || port < 1 || port > 65_535) return null
  return { host: (groups['host'] ?? '').replace(/^\[|\]$/g, ''), port }
}
