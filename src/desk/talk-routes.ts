/** The lists of conversations, one of them, and what staff do in it. An act is a letter to the conversation, as one from the staff group is. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { DeskAccount, DeskAct, TalkReader } from '../desk-ports.ts'
import type { ConversationId, Files, Ingested, KeptFile, Letter, Store } from '../ports.ts'
import { type Answer, DONE, json, refused, SENT } from './answers.ts'
import { asked, read } from './doors.ts'
import type { InboxLists } from './inbox.ts'
import { deskId } from './people-routes.ts'
import type { Route } from './routes.ts'
import type { ViewTalk } from './talk-view.ts'

export interface TalkRoutesOptions {
  readonly inbox: InboxLists
  readonly view: ViewTalk
  readonly reader: TalkReader
  readonly files: Pick<Files, 'openFile'>
  /** Resolves once the letter is safe in Redis. */
  readonly accept: (letter: Letter) => Promise<Ingested>
  readonly store: Pick<Store, 'noteHolder'>
}

const CONVERSATION = /^[a-z]+(:[A-Za-z0-9_-]+)+$/
const LONGEST_ID = 128
/** Registries and staff rooms are nobody's conversation. */
const NOT_TALKS = /^(?:reg|staff):/

/** As the path names it; null for what cannot be one. */
const conversationIn = ({ params }: FastifyRequest): ConversationId | null =>
  conversationNamed((params as { readonly id?: string }).id ?? '')

export function conversationNamed(id: string): ConversationId | null {
  const isOne = id.length <= LONGEST_ID && CONVERSATION.test(id) && !NOT_TALKS.test(id)
  return isOne ? (id as ConversationId) : null
}

export function talkRoutes(options: TalkRoutesOptions): readonly Route[] {
  const { inbox, view, reader, accept, store } = options

  async function look(request: FastifyRequest, all?: 'all'): Promise<Answer> {
    const conversation = conversationIn(request)
    const talk = conversation === null ? null : await view(conversation, all)
    return talk === null ? refused('not_found') : json(talk)
  }

  async function act(who: DeskAccount, request: FastifyRequest, id: string, done: DeskAct): Promise<Answer> {
    const conversation = conversationIn(request)
    if (conversation === null || (await view(conversation)) === null) return refused('not_found')
    // Noted first: whoever leaves the desk leaves no talk behind.
    if (TAKES.has(done.kind)) await store.noteHolder(conversation, { id: deskId(who.login), name: who.name })
    const body = reader.bodyOf(done, who.name)
    await accept({ conversation, id: `desk:${who.login}:${id}`, body, counted: false })
    return DONE
  }

  /** An act with words. */
  const withWords =
    (door: 'line' | 'note', kind: 'said' | 'noted') => async (who: DeskAccount, request: FastifyRequest) => {
      const given = read(door, request.body)
      return given === null ? refused('bad_request') : await act(who, request, given.id, { kind, text: given.text })
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

  return [
    {
      method: 'GET',
      path: '/inbox',
      role: 'staff',
      act: async (_who, { query }) => json(await inbox.look(asked(query, 'after'))),
    },
    { method: 'GET', path: '/talks/:id', role: 'staff', act: async (_who, request) => look(request) },
    { method: 'GET', path: '/talks/:id/all', role: 'staff', act: async (_who, request) => look(request, 'all') },
    { method: 'POST', path: '/talks/:id/say', role: 'staff', act: withWords('line', 'said') },
    { method: 'POST', path: '/talks/:id/note', role: 'staff', act: withWords('note', 'noted') },
    { method: 'POST', path: '/talks/:id/take', role: 'staff', act: plain('took') },
    { method: 'POST', path: '/talks/:id/release', role: 'staff', act: plain('released') },
    { method: 'POST', path: '/talks/:id/close', role: 'staff', act: close },
    ...(['whole', 'preview'] as const).map(
      (part): Route => ({
        method: 'GET',
        path: part === 'whole' ? '/talks/:id/files/:file' : '/talks/:id/files/:file/preview',
        role: 'staff',
        act: async (_who, request, reply) => await sendFile(options.files, request, reply, part),
      }),
    ),
  ]
}

/** Acts that give somebody the talk. */
const TAKES: ReadonlySet<DeskAct['kind']> = new Set(['said', 'took', 'closed'])

const SHORT_ID = 6

async function sendFile(
  files: Pick<Files, 'openFile'>,
  request: FastifyRequest,
  reply: FastifyReply,
  part: 'whole' | 'preview',
): Promise<Answer> {
  const conversation = conversationIn(request)
  const { file = '' } = request.params as { readonly file?: string }
  const found = conversation === null ? null : await files.openFile(conversation, file, part)
  if (found === null) return refused('not_found')
  void reply.headers({ ...headersOf(found.file, part), 'content-length': found.size }).send(found.stream)
  return SENT
}

/** Only what this desk has drawn anew itself is shown in a page. */
const headersOf = ({ id, kind, mime, extension }: KeptFile, part: 'whole' | 'preview') => ({
  'cache-control': 'private, no-store',
  'content-security-policy': "default-src 'none'; sandbox",
  'content-type': part === 'preview' ? 'image/webp' : mime,
  'content-disposition':
    part === 'preview' ? 'inline' : `attachment; filename="${kind}-${id.slice(0, SHORT_ID)}.${extension}"`,
})
