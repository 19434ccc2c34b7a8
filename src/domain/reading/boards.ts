/** The hash boards in a status: an object a board, or numbered fields (`chain_acn1`) in the manner of cgminer. */
import { field, first, type IndexedBlock, numbered } from './fields.ts'
import type { Field } from './loose-json.ts'
import type { Scalar } from './loose-scalars.ts'
import { hashRate, numberIn } from './quantities.ts'
import type { Board, Seen } from './types.ts'

const BOARD_PATH = /(?:^|[. ])(?:hash)?(?:boards?|chains?)[_ ]?\d*(?:\[\d+\])?$/i

interface Boards {
  readonly boards: readonly Board[]
  /** Blocks that are a board and nothing else: their fields say nothing of the machine as a whole. */
  readonly blocks: readonly IndexedBlock[]
}

/** Boards in the order of the status. A slot of which a cgminer says nothing but zeros is left out: it may never have held a board. */
export function boardsIn(blocks: readonly IndexedBlock[]): Boards {
  const own = blocks.filter(isBoard)
  return { boards: [...own.map(boardOf), ...blocks.flatMap(chainsIn)], blocks: own.filter((block) => !isMixed(block)) }
}

/** Where the beginning of a paste is missing, the fields of a board stand among those of the machine. */
const isMixed = (block: IndexedBlock): boolean =>
  field(block, 'fanCount') !== undefined ||
  field(block, 'machine') !== undefined ||
  numbered(block, 'fanRpm').length > 0 ||
  numbered(block, 'fanPercent').length > 0

function isBoard(block: IndexedBlock): boolean {
  if (field(block, 'chips') !== undefined) return true
  const hasValues = field(block, 'rate') !== undefined || field(block, 'temperature') !== undefined
  return BOARD_PATH.test(block.path) && hasValues && !isMixed(block)
}

function boardOf(block: IndexedBlock): Board {
  const chips = field(block, 'chips')
  const rate = field(block, 'rate')
  const count = numberIn(first(chips))
  return {
    name: block.path,
    chips: count,
    rateMhs: hashRate(first(rate), unitOf(rate))?.value ?? null,
    temperatures: count === 0 ? [] : temperaturesIn(block, count),
    quote: quoted(block, chips ?? rate),
    rateQuote: quoted(block, rate ?? chips),
  }
}

/** A line of a copied page names its board itself. */
function quoted(block: IndexedBlock, found: Field | undefined): string {
  if (found === undefined) return block.path
  return block.path === '' || block.path.includes(' ') ? found.quote : `${block.path} ${found.quote}`
}

const unitOf = (found: Field | undefined): string | null => /^([kmgt])hs/.exec(found?.name ?? '')?.[1] ?? null

function temperaturesIn(block: IndexedBlock, chips: number | null): readonly Seen<number>[] {
  const each = numbered(block, 'chipTemperature').filter(({ number }) => chips === null || number <= chips)
  const whole = field(block, 'temperature')
  const found = whole === undefined ? each.map((one) => one.field) : [...each.map((one) => one.field), whole]
  return found.flatMap((one) => readings(one.values, `${block.path} ${one.quote}`))
}

/** `chain_acn2: 114` with its `temp_chip2: "52-55-70-71"`. */
function chainsIn(block: IndexedBlock): readonly Board[] {
  const temperatures = numbered(block, 'chainTemperature')
  const boards = numbered(block, 'chainChips').map(({ number, field: found }): Board => {
    const chips = numberIn(first(found))
    const rate = block.fields.get(`chainrate${number}`)
    const own = chips === 0 ? [] : temperatures.filter((one) => one.number === number)
    return {
      name: `chain ${number}`,
      chips,
      rateMhs: hashRate(first(rate), 'g')?.value ?? null,
      temperatures: own.flatMap((one) => readings(one.field.values, one.field.quote)),
      quote: found.quote,
      rateQuote: rate?.quote ?? found.quote,
    }
  })
  return boards.filter(({ chips, rateMhs }) => chips !== 0 || rateMhs !== null)
}

/** Numbers, also several in one string. */
function readings(values: readonly Scalar[], quote: string): readonly Seen<number>[] {
  const written = values.flatMap((value) =>
    typeof value === 'string' && /^\d{1,3}(?:-\d{1,3})+$/.test(value.trim()) ? value.split('-') : [value],
  )
  return written.flatMap((one) => {
    const value = numberIn(one)
    return value === null ? [] : [{ value, quote }]
  })
}
