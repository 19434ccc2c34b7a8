/** `aftercare export`: the orders of the running desk as CSV or JSON lines, page by page, into a file or to standard output. */
import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { stringify } from 'csv-stringify'
import { parseInstant } from '../config/instant.ts'
import { ORDER_STATES } from '../domain/order.ts'
import type { Instant } from '../domain/values.ts'
import type { RedisStore } from '../store/redis-store.ts'
import { type Command, type Invocation, textOption } from './command.ts'
import { columnsOf, type ExportedOrder, jsonOf, readExported, rowsOf } from './export-rows.ts'
import { openLive } from './live.ts'
import { EXIT, type Exit, type Output } from './output.ts'

const PAGE = 200
const TELL_EVERY_MS = 2_000

export const exportCommand: Command = {
  name: 'export',
  summary: 'the orders as CSV for a sheet, or as JSON lines',
  usage: '[--out FILE] [--from DAY] [--to DAY] [--state STATE] [--contacts] [--bom]',
  help: [
    '--out FILE    written whole or not at all, readable by you alone (default: standard output)',
    '--from DAY    filed on or after this day or instant, China time: 2026-03-10 or 2026-03-10T10:00',
    '--to DAY      filed before it',
    `--state S     ${ORDER_STATES.join(', ')}`,
    '--contacts    also names, phones, addresses and what customers wrote: personal data, left out without it',
    '--bom         marks the file as UTF-8 for Excel',
    '--json        one JSON line an order instead of CSV with a row a machine',
    "A cell that a sheet would take for a formula begins with an apostrophe: '+86138…",
  ],
  options: {
    out: { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
    state: { type: 'string' },
    contacts: { type: 'boolean' },
    bom: { type: 'boolean' },
  },
  words: 0,
  async run(invocation) {
    const { out } = invocation
    const wanted = wantedIn(invocation)
    if (!wanted.ok) {
      out.error(wanted.problem)
      return EXIT.wrongUsage
    }
    const store = await openLive(invocation.config)
    try {
      return await write(store, wanted.value, invocation)
    } finally {
      await store.close()
    }
  },
}

interface Wanted {
  readonly state: string | null
  readonly from: Instant
  readonly to: Instant
  readonly contacts: boolean
}
type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: string }

function wantedIn(invocation: Invocation): Read<Wanted> {
  const state = textOption(invocation, 'state') ?? null
  if (state !== null && !ORDER_STATES.some((known) => known === state)) {
    return { ok: false, problem: `--state must be one of ${ORDER_STATES.join(', ')}` }
  }
  const from = momentIn(invocation, 'from', Number.NEGATIVE_INFINITY)
  const to = momentIn(invocation, 'to', Number.POSITIVE_INFINITY)
  if (!from.ok) return from
  if (!to.ok) return to
  if (from.value >= to.value) return { ok: false, problem: '--from must be before --to' }
  const contacts = invocation.values['contacts'] === true
  return { ok: true, value: { state, from: from.value, to: to.value, contacts } }
}

function momentIn(invocation: Invocation, name: 'from' | 'to', otherwise: number): Read<Instant> {
  const text = textOption(invocation, name)
  if (text === undefined) return { ok: true, value: otherwise }
  const at = parseInstant(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00` : text)
  return at === null
    ? { ok: false, problem: `--${name} must be a day such as 2026-03-10, or an instant, not ${text}` }
    : { ok: true, value: at }
}

async function write(store: RedisStore, wanted: Wanted, { values, json, out }: Invocation): Promise<Exit> {
  const counted = { orders: 0, unreadable: 0 }
  const orders = ordersIn(store, wanted, counted, out)
  const lines = json ? jsonLines(orders, wanted) : csv(orders, wanted, values['bom'] === true)
  const file = textOption({ values }, 'out')
  if (file === undefined) for await (const chunk of lines) out.part(String(chunk))
  else await writeWhole(file, lines)
  if (file !== undefined) out.note(`${file}: ${counted.orders} orders`)
  if (counted.unreadable === 0) return EXIT.done
  out.error(`${counted.unreadable} stored orders cannot be read and are missing: aftercare doctor may say why`)
  return EXIT.failed
}

/** Newest first, as they are listed. */
async function* ordersIn(
  store: RedisStore,
  { state, from, to }: Wanted,
  counted: { orders: number; unreadable: number },
  out: Output,
): AsyncGenerator<ExportedOrder> {
  let told = performance.now()
  for (let after: string | null = null, more = true; more; ) {
    const page = await store.orderPage(state, PAGE, after)
    for (const record of await Promise.all(page.numbers.map((number) => store.order(number)))) {
      const order = record === null ? null : readOrNull(record)
      if (order === null) counted.unreadable += 1
      else if (order.filedAt < from) return
      else if (order.filedAt < to) {
        counted.orders += 1
        yield order
      }
    }
    if (performance.now() - told > TELL_EVERY_MS) {
      told = performance.now()
      out.note(`${counted.orders} orders so far`)
    }
    after = page.next
    more = after !== null
  }
}

function readOrNull(record: string): ExportedOrder | null {
  try {
    return readExported(record)
  } catch {
    return null
  }
}

async function* jsonLines(orders: AsyncIterable<ExportedOrder>, { contacts }: Wanted): AsyncGenerator<string> {
  for await (const order of orders) yield `${jsonOf(order, contacts)}\n`
}

function csv(orders: AsyncIterable<ExportedOrder>, { contacts }: Wanted, bom: boolean): AsyncIterable<unknown> {
  async function* rows() {
    for await (const order of orders) yield* rowsOf(order, contacts)
  }
  const columns = [...columnsOf(contacts)]
  return Readable.from(rows()).compose(stringify({ header: true, columns, bom, record_delimiter: 'windows' }))
}

async function writeWhole(file: string, lines: AsyncIterable<unknown>): Promise<void> {
  const partial = `${file}.part`
  try {
    await pipeline(lines, createWriteStream(partial, { mode: 0o600 }))
    await rename(partial, file)
  } catch (error) {
    await rm(partial, { force: true })
    const { code, syscall } = error as NodeJS.ErrnoException
    if (code === undefined || syscall === undefined) throw error
    throw new Error(`--out: ${file} cannot be written (${code})`, { cause: error })
  }
}
