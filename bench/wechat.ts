/**
 * `npm run bench:wechat [-- ROUNDS]`: what WeChat costs a machine. The built desk is started again and again, taking turns: in a build that has
 * nothing of WeChat, with WeChat off, and with WeChat on against a real gateway with Wechaty's mock puppet. Start time, resident memory of the desk
 * and of the account's process, and what of Wechaty each has loaded. Ends with 1 when WeChat that is off costs anything. Linux only: it reads `/proc`.
 */
import { startGateway } from '../test/support/wechat-gateway.ts'
import { type Figures, figuresOf, KINDS, type Kind, loadedBy, loadedByAccount } from './wechat/desks.ts'
import { withoutWechat } from './wechat/without.ts'

const ROUNDS = Number(process.argv[2] ?? 5)
/** Of a median of a few rounds on a machine that does other things. */
const MEMORY_NOISE = 0.05
const START_NOISE = 0.15

const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN

const gateway = await startGateway({ tls: false })
const baseline = withoutWechat()
const figures: Record<Kind, Figures[]> = { without: [], off: [], on: [] }
for (let round = 0; round < ROUNDS; round += 1) {
  for (const kind of KINDS) figures[kind].push(await figuresOf(kind, baseline.cli, gateway))
}
const loaded: Record<Kind, number> = { without: 0, off: 0, on: 0 }
for (const kind of KINDS) loaded[kind] = await loadedBy(kind, baseline.cli, gateway)
const inAccount = await loadedByAccount()
await gateway.close()
baseline.remove()

const of = (kind: Kind, what: 'readyMs' | 'deskMiB' | 'childMiB'): number =>
  median(figures[kind].map((one) => one[what]))
const NAMES: Readonly<Record<Kind, string>> = { without: 'a build without WeChat', off: 'WeChat off', on: 'WeChat on' }
console.log(`medians of ${ROUNDS} rounds, taking turns`)
console.log('                       ready after  desk     account  modules of Wechaty: desk, account')
for (const kind of KINDS) {
  const cells = [
    `${(of(kind, 'readyMs') / 1_000).toFixed(2)} s`.padEnd(13),
    `${of(kind, 'deskMiB').toFixed(0)} MiB`.padEnd(9),
    (kind === 'on' ? `${of(kind, 'childMiB').toFixed(0)} MiB` : '–').padEnd(9),
  ]
  console.log(`${NAMES[kind].padEnd(23)}${cells.join('')}${loaded[kind]}, ${kind === 'on' ? inAccount : '–'}`)
}
const share = (what: 'readyMs' | 'deskMiB'): number => of('off', what) / of('without', what) - 1
const percent = (part: number): string => `${part < 0 ? '−' : '+'}${Math.abs(part * 100).toFixed(1)} %`
console.log(`off against without: start ${percent(share('readyMs'))}, memory ${percent(share('deskMiB'))}`)
const isHeld = loaded.off === 0 && share('deskMiB') <= MEMORY_NOISE && share('readyMs') <= START_NOISE
console.log(
  isHeld ? 'held: off costs nothing, and loads nothing of Wechaty' : 'BROKEN: WeChat costs something though it is off',
)
process.exitCode = isHeld ? 0 : 1
