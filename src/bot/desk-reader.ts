/** What the web desk needs to know of conversations and cannot read itself: how a stored one stands, and how an act becomes a letter. */
import type { DeskAct, TalkOwner, TalkRead, TalkReader } from '../desk-ports.ts'
import type { Content } from '../domain/content.ts'
import type { Hours } from '../domain/hours.ts'
import { LANGUAGES, MINUTE } from '../domain/values.ts'
import { createAnswers } from '../flows/answers.ts'
import { createCards } from '../flows/card.ts'
import type { StaffAct } from '../flows/order-types.ts'
import type { Talk } from '../flows/step.ts'
import type { Stored } from '../flows/stored.ts'
import type { Inbound } from '../flows/types.ts'
import type { ConversationId } from '../ports.ts'

/** A few kilobytes each. */
const MOST_KNOWN = 2_000

export function createTalkReader(talk: Talk, content: Content, hours: Hours): TalkReader {
  const cards = createCards(content)
  const answers = createAnswers(content, hours)

  function nextOf(stored: Stored) {
    const asked = talk.openQuestion(stored)
    return asked === null ? null : { text: asked.prompt, offers: asked.offers.map(({ label }) => label) }
  }

  function readAnew(state: string): TalkRead | null {
    const read = talk.unpack(state)
    if (!read.ok) return null
    const { desk, flow } = read.stored
    return {
      owner: ownerOf(desk.value),
      reason: desk.context.reason,
      by: desk.context.by,
      since: desk.context.since,
      // The web chat tells no name; who filed an order has told theirs.
      name: flow.context.displayName ?? flow.context.name,
      lang: flow.context.lang,
      gone: desk.context.gone,
      closeAt: desk.context.closeAt,
      ban: desk.context.ban,
      orders: flow.context.orders,
      joined: flow.context.links.map(({ talk }) => talk as ConversationId),
      next: () => nextOf(read.stored),
      card: () => cards.facts(flow.context),
    }
  }

  /** Lists are looked at again and again, and most of their conversations stand as they stood. */
  const known = new Map<string, TalkRead | null>()
  function read(state: string): TalkRead | null {
    const before = known.get(state)
    if (before !== undefined) return before
    if (known.size >= MOST_KNOWN) known.clear()
    const fresh = readAnew(state)
    known.set(state, fresh)
    return fresh
  }

  return {
    read,
    bodyOf: (act, by) => JSON.stringify(inboundOf(act, by)),
    hoursText(at) {
      const phrase = answers(['hours'], at, { orders: [], model: null })
      const [en, zh] = LANGUAGES.map((lang) => talk.catalogue.render(phrase, lang))
      return { en: en ?? '', zh: zh ?? '' }
    },
  }
}

/** By the names of the desk machine's states. */
function ownerOf(value: Stored['desk']['value']): TalkOwner {
  if (value === 'waiting' || value === 'banned') return value
  if (typeof value !== 'object') return 'bot'
  if ('person' in value) return 'person'
  if (value['bot'] === 'queued') return 'queued'
  return value['bot'] === 'expecting' ? 'waiting' : 'bot'
}

function inboundOf(act: DeskAct, by: string): Inbound {
  switch (act.kind) {
    case 'said':
      return { kind: 'staff.said', text: act.text, by, via: 'desk', ...(act.file !== null && { file: act.file }) }
    case 'noted':
      return { kind: 'staff.noted', text: act.text, by, via: 'desk' }
    case 'took':
      return { kind: 'staff.took', by, via: 'desk' }
    case 'released':
      return { kind: 'staff.released', by }
    case 'banned':
      return { kind: 'staff.banned', by, reason: act.reason }
    case 'unbanned':
      return { kind: 'staff.unbanned', by }
    case 'erased':
      return { kind: 'staff.erased', by }
    case 'closed':
      return { kind: 'staff.closed', by, afterMs: act.minutes * MINUTE }
    case 'moved': {
      // Which fields a move has is the order's own door to check.
      const { number, machines, move, note } = act
      return { kind: 'staff.acted', act: { number, machines, move, note } as StaffAct, by }
    }
  }
}
