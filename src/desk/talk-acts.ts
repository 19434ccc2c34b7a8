/** What staff do in a conversation. An act is a letter to it, as one from the staff group is, so both places show the same. */
import type { FastifyRequest } from 'fastify'
import type { DeskAccount, DeskAct, TalkReader } from '../desk-ports.ts'
import type { ConversationId, Files, Holder, Ingested, Letter, Store } from '../ports.ts'
import { type Answer, DONE, json, refused } from './answers.ts'
import { read } from './doors.ts'
import { deskId } from './people-routes.ts'
import type { Route } from './routes.ts'

export interface TalkActsOptions {
  readonly reader: TalkReader
  readonly files: Pick<Files, 'keptFile'>
  /** Resolves once the letter is safe in Redis. */
  readonly accept: (letter: Letter) => Promise<Ingested>
  readonly store: Pick<Store, 'noteHolder'>
  /** Whoever can be given a talk. */
  readonly colleagues: () => Promise<readonly Holder[]>
  /** The conversation that a request names, if it is there. */
  readonly talkIn: (request: FastifyRequest) => Promise<ConversationId | null>
}

/** Acts that give somebody the talk. */
const TAKES: ReadonlySet<DeskAct['kind']> = new Set(['said', 'took', 'closed'])

export function talkActs({ reader, files, accept, store, colleagues, talkIn }: TalkActsOptions): readonly Route[] {
  /** `by`: who has done it; `has`: who has the talk from then on, if anybody. */
  async function send(conversation: ConversationId, id: string, done: DeskAct, by: string, has: Holder | null) {
    // Noted first: whoever leaves the desk leaves no talk behind.
    if (has !== null) await store.noteHolder(conversation, has)
    await accept({ conversation, id, body: reader.bodyOf(done, by), counted: false })
  }

  async function act(who: DeskAccount, request: FastifyRequest, id: string, done: DeskAct): Promise<Answer> {
    const conversation = await talkIn(request)
    if (conversation === null) return refused('not_found')
    const has = TAKES.has(done.kind) ? { id: deskId(who.login), name: who.name } : null
    await send(conversation, letterId(who, id), done, who.name, has)
    return DONE
  }

  async function say(who: DeskAccount, request: FastifyRequest): Promise<Answer> {
    const given = read('line', request.body)
    if (given === null) return refused('bad_request')
    const { id, text, file } = given
    if (file === null) return await act(who, request, id, { kind: 'said', text, file })
    const conversation = await talkIn(request)
    const kept = conversation === null ? null : await files.keptFile(conversation, file.id)
    if (kept === null) return refused('not_found')
    return await act(who, request, id, { kind: 'said', text, file: { ...file, kind: kept.kind } })
  }

  async function note(who: DeskAccount, request: FastifyRequest): Promise<Answer> {
    const given = read('note', request.body)
    if (given === null) return refused('bad_request')
    return await act(who, request, given.id, { kind: 'noted', text: given.text })
  }

  const plain = (kind: 'took' | 'released') => async (who: DeskAccount, request: FastifyRequest) => {
    const given = read('act', request.body)
    return given === null ? refused('bad_request') : await act(who, request, given.id, { kind })
  }

  async function close(who: DeskAccount, request: FastifyRequest): Promise<Answer> {
    const given = read('close', request.body)
    if (given === null) return refused('bad_request')
    return await act(who, request, given.id, { kind: 'closed', minutes: given.minutes })
  }

  /** A note says who gave it to whom; then the colleague has it. Two letters: sent again, each is taken once. */
  async function assign(who: DeskAccount, request: FastifyRequest): Promise<Answer> {
    const given = read('assign', request.body)
    const [conversation, known] = await Promise.all([talkIn(request), colleagues()])
    const colleague = known.find(({ id }) => id === given?.to)
    if (given === null) return refused('bad_request')
    if (conversation === null || colleague === undefined) return refused('not_found')
    const id = letterId(who, given.id)
    const text = `→ ${colleague.name}`
    await send(conversation, `${id}:note`, { kind: 'noted', text }, who.name, null)
    await send(conversation, id, { kind: 'took' }, colleague.name, colleague)
    return DONE
  }

  const post = (what: string, done: (who: DeskAccount, request: FastifyRequest) => Promise<Answer>): Route => ({
    method: 'POST',
    path: `/talks/:id/${what}`,
    role: 'staff',
    act: done,
  })
  return [
    post('say', say),
    post('note', note),
    post('take', plain('took')),
    post('release', plain('released')),
    post('close', close),
    post('assign', assign),
    { method: 'GET', path: '/colleagues', role: 'staff', act: async () => json({ colleagues: await colleagues() }) },
  ]
}

export const letterId = (who: DeskAccount, id: string): string => `desk:${who.login}:${id}`
