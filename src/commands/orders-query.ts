/** What `aftercare orders` is asked for: by what the list is drawn up, its span, and what else must hold. Reads no Redis. */
import { parseInstant } from '../config/instant.ts'
import { ORDER_STATES, type OrderState } from '../domain/order.ts'
import { readPhone } from '../domain/phone.ts'
import { readSerial } from '../domain/serial.ts'
import type { ConversationId, OrderKey, OrderSpan } from '../ports.ts'
import { shardOf } from '../store/keys.ts'
import { isPlace } from '../store/pages.ts'
import { type Invocation, textOption } from './command.ts'

const USUAL_LIMIT = 20
export const MOST = 1_000

export interface OrdersQuery {
  readonly key: OrderKey
  readonly span: OrderSpan
  /** Only orders in this state, of a list that is not drawn up by it; null for any. */
  readonly state: OrderState | null
}

export type ReadQuery =
  | { readonly ok: true; readonly query: OrdersQuery }
  | { readonly ok: false; readonly problem: string }

/** Where the arguments are wrong, one line says so. */
class Wrong extends Error {}

const wrong = (problem: string): never => {
  throw new Wrong(problem)
}

/** Reads the options of the command; a wrong one is a problem in one line. */
export function readQuery(invocation: Invocation): ReadQuery {
  try {
    const option = (name: string) => textOption(invocation, name)
    const state = stateOf(option('state'))
    const found = FINDERS.flatMap(({ name, read }) => {
      const asked = option(name)
      return asked === undefined ? [] : [read(asked)]
    })
    if (found.length > 1) wrong(`only one of ${FINDERS.map(({ name }) => `--${name}`).join(', ')} at a time`)
    const [key] = found
    const byState: OrderKey = state === null ? { by: 'all' } : { by: 'state', state }
    return { ok: true, query: { key: key ?? byState, span: spanOf(option), state: key === undefined ? null : state } }
  } catch (error) {
    if (!(error instanceof Wrong)) throw error
    return { ok: false, problem: error.message }
  }
}

const FINDERS: readonly { readonly name: string; readonly read: (asked: string) => OrderKey }[] = [
  {
    name: 'serial',
    read(asked) {
      const serial = readSerial(asked)
      return serial.ok ? { by: 'serial', value: serial.serial } : wrong('--serial must be a serial number')
    },
  },
  {
    name: 'phone',
    read(asked) {
      const phone = readPhone(asked)
      return phone.ok ? { by: 'phone', value: phone.phone } : wrong('--phone must be a whole number, such as +49 30 …')
    },
  },
  {
    name: 'customer',
    read(asked) {
      try {
        shardOf(asked as ConversationId)
        return { by: 'customer', conversation: asked as ConversationId }
      } catch {
        return wrong('--customer must be a conversation, such as tg:123')
      }
    },
  },
]

function stateOf(asked: string | undefined): OrderState | null {
  if (asked === undefined) return null
  return ORDER_STATES.find((known) => known === asked) ?? wrong(`--state must be one of ${ORDER_STATES.join(', ')}`)
}

function spanOf(option: (name: string) => string | undefined): OrderSpan {
  const limit = Number(option('limit') ?? USUAL_LIMIT)
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST) wrong(`--limit must be 1-${MOST}`)
  const after = option('after') ?? null
  if (after !== null && !isPlace(after)) wrong('--after must be what the last line of a page says')
  const instant = (name: string) => {
    const asked = option(name)
    return asked === undefined ? null : (parseInstant(asked) ?? wrong(`--${name} must be such as 2026-03-10T10:00`))
  }
  return { since: instant('since'), until: instant('until'), limit, after }
}
