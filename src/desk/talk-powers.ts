/** What leads and administrators alone do with a conversation: banning its customer, and handing out or erasing what is kept of them. */
import type { FastifyRequest } from 'fastify'
import type { DeskAccount, DeskAct, DeskLog, DeskLogEntry, DeskTalks, TalkReader } from '../desk-ports.ts'
import type { StaffRole } from '../domain/staff-role.ts'
import type { ConversationId, Ingested, Letter, Store } from '../ports.ts'
import { type Answer, DONE, json, refused } from './answers.ts'
import { read } from './doors.ts'
import type { FiledOrders } from './filed-orders.ts'
import { channelOf } from './inbox.ts'
import type { Route } from './routes.ts'
import { letterId } from './talk-acts.ts'
import { readLines } from './transcript-lines.ts'

export interface TalkPowersOptions {
  readonly reader: TalkReader
  readonly accept: (letter: Letter) => Promise<Ingested>
  readonly store: Pick<DeskTalks, 'wholeTalk'> & DeskLog & Pick<Store, 'now'>
  readonly orders: FiledOrders
  /** The conversation that a request names, if it is there. */
  readonly talkIn: (request: FastifyRequest) => Promise<ConversationId | null>
}

/** The transcript keeps no more. */
const ALL_LINES = 500
const ID_SHOWN = 4

export function talkPowers({ reader, accept, store, orders, talkIn }: TalkPowersOptions): readonly Route[] {
  async function send(who: DeskAccount, conversation: ConversationId, id: string, done: DeskAct): Promise<void> {
    const body = reader.bodyOf(done, who.name)
    await accept({ conversation, id: letterId(who, id), body, counted: false })
  }

  async function ban(who: DeskAccount, request: FastifyRequest): Promise<Answer> {
    const [given, conversation] = [read('ban', request.body), await talkIn(request)]
    if (given === null) return refused('bad_request')
    if (conversation === null) return refused('not_found')
    await send(who, conversation, given.id, { kind: 'banned', reason: given.reason || null })
    return DONE
  }

  async function unban(who: DeskAccount, request: FastifyRequest): Promise<Answer> {
    const [given, conversation] = [read('act', request.body), await talkIn(request)]
    if (given === null) return refused('bad_request')
    if (conversation === null) return refused('not_found')
    await send(who, conversation, given.id, { kind: 'unbanned' })
    return DONE
  }

  /** Noted before it is done: nobody hands out or erases unseen. */
  async function note(who: DeskAccount, act: DeskLogEntry['act'], conversation: ConversationId): Promise<void> {
    const talk = `${channelOf(conversation)} …${conversation.slice(-ID_SHOWN)}`
    await store.noteDeskAct({ at: await store.now(), by: who.name, act, talk })
  }

  async function erase(who: DeskAccount, request: FastifyRequest): Promise<Answer> {
    const [given, conversation] = [read('erase', request.body), await talkIn(request)]
    if (given === null) return refused('bad_request')
    if (conversation === null) return refused('not_found')
    await note(who, 'erased', conversation)
    await send(who, conversation, given.id, { kind: 'erased' })
    return DONE
  }

  async function exportAll(who: DeskAccount, request: FastifyRequest): Promise<Answer> {
    const [given, conversation] = [read('exportAll', request.body), await talkIn(request)]
    if (given === null) return refused('bad_request')
    const whole = conversation === null ? null : await store.wholeTalk(conversation, ALL_LINES)
    const talk = whole === null ? null : reader.read(whole.state)
    if (conversation === null || whole === null || talk === null) return refused('not_found')
    await note(who, 'exported', conversation)
    return json({
      conversation,
      name: talk.name,
      language: talk.lang,
      ban: talk.ban,
      card: talk.card(),
      transcript: readLines(whole.lines),
      files: whole.files,
      orders: (await orders.all(talk.orders)).map(({ order }) => order),
    })
  }

  const post = (
    what: string,
    role: StaffRole,
    act: (who: DeskAccount, request: FastifyRequest) => Promise<Answer>,
  ): Route => ({ method: 'POST', path: `/talks/:id/${what}`, role, act })
  return [
    post('ban', 'lead', ban),
    post('unban', 'lead', unban),
    post('export', 'admin', exportAll),
    post('erase', 'admin', erase),
    {
      method: 'GET',
      path: '/desk-log',
      role: 'admin',
      act: async () => json({ acts: await store.deskActs() }),
    },
  ]
}
