/**
 * What staff do with an order, read from a line they type: `/return 1RV-FHV-RDX yes`. The order may be left out, and so may the machines:
 * the conversation knows its own. Pure; whether a move is legal is the order's to say.
 */
import { readable } from '../domain/fold.ts'
import { CONDITIONS, FORFEITS, REJECTIONS } from '../domain/order/move.ts'
import { readOrderNumber } from '../domain/order-number.ts'
import { carrierIn } from '../domain/tracking.ts'
import type { OrderNumber } from '../domain/values.ts'
import type { StaffAct, UnaimedMove } from './order-types.ts'

/** `usage`: how the command is written, when it was not written so. */
export type ReadAct = { readonly ok: true; readonly act: StaffAct } | { readonly ok: false; readonly usage: string }

/** The command's name and what follows it, once the order and the machines are taken off. */
type Read = (rest: string) => { readonly move: UnaimedMove; readonly note?: string } | null

const TEXT_LIMIT = 1_000
const NOTE_LIMIT = 300
const MACHINES = /^(?:#?\d{1,3}(?:[,，、]#?\d{1,3})*|all)$/i
const YES = /^(?:yes|y|是|要|需要)$/i
const NO = /^(?:no|n|否|不用|不需要)$/i
/** How staff in China write the currency. */
const CURRENCIES: Readonly<Record<string, string>> = { RMB: 'CNY', 元: 'CNY', 人民币: 'CNY', '¥': 'CNY', $: 'USD' }

const readReturn: Read = (rest) => {
  const [answer, note] = firstWord(rest)
  if (YES.test(answer)) return { move: { type: 'return.confirmed' }, note }
  return NO.test(answer) ? { move: { type: 'return.declined' }, note } : null
}

const readOfficial: Read = (rest) =>
  rest === '' ? null : { move: { type: 'official.recorded', officialNumber: rest } }

const readStatus: Read = (rest) => {
  const [word, more] = firstWord(rest.toLowerCase())
  if (word === 'received' && more === '') return { move: { type: 'machine.received' } }
  if (word === 'repaired' && more === '') return { move: { type: 'machine.repaired' } }
  const [judged = '', warranty = '', ...others] = more.split(/\s+/)
  const condition = CONDITIONS.find((one) => one === judged)
  const isRead = word === 'inspected' && condition !== undefined && /^(?:in|out)$/.test(warranty) && others.length === 0
  return isRead ? { move: { type: 'machine.inspected', condition, covered: warranty === 'in' } } : null
}

const readQuote: Read = (rest) => {
  const [, amount = '', named = ''] = /^([\d,]{1,12}(?:\.\d{1,2})?)\s*([a-z]{3}|元|人民币|¥|\$)$/i.exec(rest) ?? []
  if (amount === '') return null
  const currency = CURRENCIES[named.toUpperCase()] ?? named.toUpperCase()
  return { move: { type: 'machine.quoted', amount: Number(amount.replaceAll(',', '')), currency } }
}

const readSent: Read = (rest) => {
  const [carrier, tracking] = firstWord(rest)
  return tracking === ''
    ? null
    : { move: { type: 'machines.returned', carrier: carrierIn(carrier) ?? carrier, tracking } }
}

const readReject: Read = (rest) => {
  const [word, note] = firstWord(rest)
  const reason = REJECTIONS.find((one) => one.toLowerCase() === word.toLowerCase())
  return reason === undefined ? null : { move: { type: 'parcel.rejected', reason }, note }
}

const readForfeit: Read = (rest) => {
  const [word, note] = firstWord(rest)
  const reason = FORFEITS.find((one) => one === word.toLowerCase())
  return reason === undefined ? null : { move: { type: 'order.forfeited', reason, lastContactAt: null }, note }
}

/** By name: how it is written, whether machines may be named, and what it reads. */
const ACTS: Readonly<Record<string, { readonly usage: string; readonly machines: boolean; readonly read: Read }>> = {
  return: { usage: '/return [order] yes|no [reason]', machines: false, read: readReturn },
  official: {
    usage: '/official [order] <number>',
    machines: false,
    read: readOfficial,
  },
  address: {
    usage: '/address [order] <repair address>',
    machines: false,
    read: (rest) => (rest === '' ? null : { move: { type: 'repair_address.recorded', repairAddress: rest } }),
  },
  status: {
    usage: `/status [order] [machine] received | inspected ${CONDITIONS.join('|')} in|out | repaired`,
    machines: true,
    read: readStatus,
  },
  quote: { usage: '/quote [order] [machine] <amount> <currency>', machines: true, read: readQuote },
  paid: {
    usage: '/paid [order] [machine]',
    machines: true,
    read: (rest) => (rest === '' ? { move: { type: 'machine.paid' } } : null),
  },
  sent: { usage: '/sent [order] [machines] <carrier> <tracking number>', machines: true, read: readSent },
  reject: { usage: `/reject [order] ${REJECTIONS.join('|')} [reason]`, machines: false, read: readReject },
  cancel: {
    usage: '/cancel [order] [reason]',
    machines: false,
    read: (rest) => ({ move: { type: 'order.cancelled' }, note: rest }),
  },
  forfeit: { usage: `/forfeit [order] ${FORFEITS.join('|')} [reason]`, machines: false, read: readForfeit },
}

/** The names of the commands, as staff type them. */
export const STAFF_ACTS: readonly string[] = Object.keys(ACTS).map((name) => `/${name}`)

/** Reads a line as such a command; null when it is none. Never throws. */
export function readStaffAct(line: string): ReadAct | null {
  const text = readable(line.slice(0, TEXT_LIMIT * 4).normalize('NFKC'), TEXT_LIMIT)
  const [, name = '', rest = ''] = /^\/([a-z]+)(?:@\w+)?(?:\s+([\s\S]*))?$/i.exec(text) ?? []
  const act = Object.hasOwn(ACTS, name.toLowerCase()) ? ACTS[name.toLowerCase()] : undefined
  if (act === undefined) return null
  if (act.read !== readOfficial && isMistyped(firstWord(rest.trim())[0])) return { ok: false, usage: act.usage }
  for (const { number, machines, left } of readings(rest.trim(), act.machines)) {
    const read = act.read(left)
    if (read === null) continue
    const note = readable(read.note ?? '', NOTE_LIMIT)
    return { ok: true, act: { number, machines, move: read.move, note: note === '' ? null : note } }
  }
  return { ok: false, usage: act.usage }
}

/** Written as an order number with a slip in it: it must not be taken for a reason, and the only open order for the one meant. */
const isMistyped = (word: string): boolean => /^\w{3}-\w{3}-\w{3}$/.test(word) && !readOrderNumber(word).ok

interface Reading {
  readonly number: OrderNumber | null
  readonly machines: readonly number[] | null
  readonly left: string
}

/** The ways to read what stands first, the fullest first: an order, machines, or neither. `all` and no machine both mean those that fit. */
function readings(rest: string, canNameMachines: boolean): readonly Reading[] {
  const [first, afterFirst] = firstWord(rest)
  const order = readOrderNumber(first)
  const number = order.ok ? order.number : null
  const left = order.ok ? afterFirst : rest
  const plain: readonly Reading[] = [
    { number, machines: null, left },
    ...(order.ok ? [{ number: null, machines: null, left: rest }] : []),
  ]
  const [second, afterSecond] = firstWord(left)
  if (!canNameMachines || !MACHINES.test(second)) return plain
  return [{ number, machines: machinesIn(second), left: afterSecond }, ...plain]
}

/** As typed from 1 on, here from 0; a 0 is no machine and is refused as one by the order. */
const machinesIn = (word: string): readonly number[] | null =>
  word.toLowerCase() === 'all' ? null : [...new Set((word.match(/\d+/g) ?? []).map((place) => Number(place) - 1))]

function firstWord(text: string): readonly [string, string] {
  const [, word = '', rest = ''] = /^(\S*)\s*([\s\S]*)$/.exec(text) ?? []
  return [word, rest.trim()]
}
