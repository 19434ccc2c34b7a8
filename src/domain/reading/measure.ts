/** What one object says of a machine, by the field table of the public clients. Judges nothing. */
import type { SerialNumber } from '../values.ts'
import { boardsIn } from './boards.ts'
import { type FieldName, field, fieldsNamed, first, type IndexedBlock, isPool, numbered } from './fields.ts'
import type { Field } from './loose-json.ts'
import { hashRate, numberIn, quantity, seconds } from './quantities.ts'
import type { Fan, Measured, Pool, PoolState, Seen, SeenRate } from './types.ts'

const MAKER_OTHER =
  /antminer|bitmain|whatsminer|avalon|innosilicon|goldshell|iceriver|hammer|bmminer|cgminer|ccminer|ipollo|elphapex/i
const MAKER_OTHER_NAMES = [
  'bmminer',
  'ghs5s',
  'ghsav',
  'mhsav',
  'mhs5s',
  'getworks',
  'localwork',
  'chainacn1',
  'foundblocks',
]
const OURS = /jasminer/i
const OURS_NAMES = ['machinesn', 'dagtime', 'rejectrate', 'fanpercent1', 'workpattern']
const PATHS_OF_OURS = /^(?:boards|pools\.pool\[\d+\])/
const STILL_BUILDING = /build|generat|creat|init|progress|生成|构建/i

const DEAD =
  /^(?:dead|down|offline|disconnected?|failed|failure|fail|unreachable|unavailable|refused|timeout|error|not connected|rejecting|断开|失败|离线|未连接)$/
const ALIVE = /^(?:alive|active|connected|online|up|working|ok|mining|正常|已连接|连接成功|在线)$/

/** Reads all blocks of one object. */
export function measure(blocks: readonly IndexedBlock[]): Measured {
  const pools = blocks.filter(isPool)
  const boards = boardsIn(blocks.filter((block) => !isPool(block)))
  const taken = new Set([...pools, ...boards.blocks])
  const general = blocks.filter((block) => !taken.has(block))
  const seen = <Value>(name: FieldName, read: (field: Field) => Value | null): Seen<Value> | null =>
    firstSeen(general, name, read)
  const number = (name: FieldName) => seen(name, (found) => numberIn(first(found)))
  const machine = seen('machine', machineName)
  const maker = makerOf(blocks, machine?.value ?? '')
  const temperatures = [number('temperatureMin'), number('temperatureMax'), number('temperature')]
  return {
    maker,
    machine,
    serial: seen('serial', (found) => serialNumber(first(found))),
    version: seen('version', (found) => (first(found) === null ? null : String(first(found)).slice(0, 60))),
    uptimeSeconds: seen('uptime', (found) => seconds(first(found))),
    dagTime: seen('dagTime', dagTime),
    realtime: rate(general, 'realtime'),
    average: rate(general, 'average'),
    rejectPercent: number('rejectPercent'),
    accepted: number('accepted'),
    rejected: number('rejected'),
    intake: number('intake'),
    // Other makers write 0 where they measure nothing.
    temperatures: temperatures.flatMap((found) =>
      found === null || (found.value === 0 && maker === 'other') ? [] : [found],
    ),
    fans: general.flatMap(fansIn),
    fanCount: number('fanCount'),
    boards: boards.boards,
    boardCount: number('boardCount'),
    pools: pools.map(poolIn),
    coin: seen('coin', (found) => (typeof first(found) === 'string' ? String(first(found)).slice(0, 40) : null)),
  }
}

function firstSeen<Value>(
  blocks: readonly IndexedBlock[],
  name: FieldName,
  read: (field: Field) => Value | null,
): Seen<Value> | null {
  for (const block of blocks) {
    for (const found of fieldsNamed(block, name)) {
      const value = read(found)
      if (value !== null) return { value, quote: quoteOf(block, found) }
    }
  }
  return null
}

const quoteOf = (block: IndexedBlock, found: Field): string =>
  block.path === '' ? found.quote : `${block.path} ${found.quote}`

/** `Miner` is a version on some firmware: a name has letters. */
function machineName(found: Field): string | null {
  const name = String(first(found) ?? '').trim()
  return /\p{L}{3}|x\d/iu.test(name) ? name.replace(/\s+/g, ' ').slice(0, 60) : null
}

function serialNumber(written: unknown): SerialNumber | null {
  const serial = String(written ?? '')
    .trim()
    .toUpperCase()
  const fits = /^[A-Z0-9-]{6,32}$/.test(serial) && /\d/.test(serial) && !/^(.)\1*$/.test(serial)
  return fits ? (serial as SerialNumber) : null
}

function dagTime(found: Field): number | null {
  const written = first(found)
  return typeof written === 'string' && STILL_BUILDING.test(written) ? 0 : numberIn(written)
}

function rate(blocks: readonly IndexedBlock[], name: 'realtime' | 'average'): SeenRate | null {
  for (const block of blocks) {
    const found = field(block, name)
    const unit = /^([kmgt])hs/.exec(found?.name ?? '')?.[1] ?? null
    const read = hashRate(first(found), unit)
    if (found !== undefined && read !== null) return { ...read, quote: quoteOf(block, found) }
  }
  return null
}

function fansIn(block: IndexedBlock): readonly Fan[] {
  const fans = new Map<number, { rpm: number | null; percent: number | null; quote: string }>()
  const put = (number: number, written: unknown, kind: 'rpm' | 'percent', quote: string) => {
    const read = quantity(written)
    if (read === null || read.value < 0) return
    const told = read.unit.includes('%') ? 'percent' : kind
    const known = fans.get(number) ?? { rpm: null, percent: null, quote }
    fans.set(number, { ...known, [told]: read.value, quote: told === 'rpm' ? quote : known.quote })
  }
  for (const { number, field: found } of numbered(block, 'fanRpm'))
    put(number, first(found), 'rpm', quoteOf(block, found))
  for (const { number, field: found } of numbered(block, 'fanPercent')) {
    put(number, first(found), 'percent', quoteOf(block, found))
  }
  const list = field(block, 'fanList')
  if (list !== undefined && (list.values.length > 1 || isFanItem(block))) {
    const start = Number(/\[(\d+)\]$/.exec(block.path)?.[1] ?? 0) + 1
    for (const [index, value] of list.values.entries()) put(start + index, value, 'rpm', quoteOf(block, list))
  }
  return [...fans].map(([number, fan]) => ({ number, ...fan }))
}

const isFanItem = (block: IndexedBlock): boolean => /fans?\[\d+\]$/i.test(block.path)

function poolIn(block: IndexedBlock): Pool {
  const state = field(block, 'poolState')
  // Named even where it is empty: that no pool is set is what the finding rests on.
  const url = block.byField.get('poolUrl')?.[0]?.field
  return {
    url: String(first(url) ?? '').slice(0, 200),
    state: poolState(first(state)),
    accepted: numberIn(first(field(block, 'accepted'))),
    rejected: numberIn(first(field(block, 'rejected'))),
    quote: [state, url].flatMap((found) => (found === undefined ? [] : [quoteOf(block, found)])).join(', '),
  }
}

function poolState(written: unknown): PoolState {
  if (typeof written === 'boolean') return written ? 'alive' : 'dead'
  const words = String(written ?? '')
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
  if (DEAD.test(words)) return 'dead'
  return ALIVE.test(words) ? 'alive' : 'unknown'
}

function makerOf(blocks: readonly IndexedBlock[], machine: string): Measured['maker'] {
  if (OURS.test(machine)) return 'jasminer'
  if (MAKER_OTHER.test(machine)) return 'other'
  const has = (names: readonly string[]) => blocks.some(({ fields }) => names.some((name) => fields.has(name)))
  const told = blocks.some(({ fields }) => MAKER_OTHER.test(String(fields.get('description')?.values[0] ?? '')))
  if (told || has(MAKER_OTHER_NAMES)) return 'other'
  return has(OURS_NAMES) || blocks.some(({ path }) => PATHS_OF_OURS.test(path)) ? 'jasminer' : null
}
