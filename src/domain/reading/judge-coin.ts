/**
 * The coin that is set, against the coin that the pool's address names. A wrong coin gives zero on a healthy machine. Of the machine only
 * its building of a DAG is used: which coins it supports is not public.
 */
import { type Judged, raise } from './raised.ts'
import type { Measured } from './types.ts'

/** Coins by the work they ask for; those of one line can stand for each other. */
const WORK: readonly (readonly [string, readonly string[]])[] = [
  ['etchash', ['etc', 'etchash']],
  ['ethash', ['eth', 'ethw', 'ethf', 'ethash']],
  [
    'no DAG',
    [
      'btc',
      'bch',
      'bsv',
      'ltc',
      'doge',
      'kas',
      'xmr',
      'dash',
      'zec',
      'ckb',
      'sha256',
      'sha256d',
      'scrypt',
      'kheavyhash',
      'equihash',
      'x11',
      'randomx',
    ],
  ],
]
/** Mined beside another coin, at an address of its own. */
const BESIDE = new Set(['zil', 'zilliqa'])
const WORDS = /[^a-z0-9]+/

export function judgeCoin({ coin, pools, maker }: Measured): Judged {
  if (maker === 'other') return { raised: [], gaps: [] }
  const set = coin === null ? [] : worksIn(coin.value)
  if (coin !== null && set.includes('no DAG')) return { raised: [raise('wrong_coin', 'fault', coin.quote)], gaps: [] }
  const wrong = pools.filter(({ url }) => !fits(worksIn(hostOf(url)), set))
  if (wrong.length === 0) return { raised: [], gaps: [] }
  const quotes = wrong.map(({ url }) => hostOf(url))
  const severity = wrong.length === pools.filter(({ url }) => url !== '').length ? 'fault' : 'warning'
  return { raised: [raise('wrong_coin', severity, ...(coin === null ? [] : [coin.quote]), ...quotes)], gaps: [] }
}

/** What an address does not name cannot be wrong. */
function fits(named: readonly string[], set: readonly string[]): boolean {
  if (named.length === 0) return true
  if (set.length === 0) return !named.every((work) => work === 'no DAG')
  return named.some((work) => set.includes(work))
}

function worksIn(text: string): readonly string[] {
  const words = text.toLowerCase().split(WORDS)
  return WORK.filter(([, coins]) => words.some((word) => coins.includes(word) && !BESIDE.has(word))).map(
    ([work]) => work,
  )
}

/** `stratum+tcp://etc.pool.example:3333/x` → `etc.pool.example`. */
const hostOf = (url: string): string =>
  url
    .replace(/^[a-z0-9+.]{0,20}:\/\//i, '')
    .split(/[/:?#]/, 1)[0]
    ?.slice(0, 120) ?? ''
