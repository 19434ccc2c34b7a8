/** The lists of conversations, one of them with its files, and the words that lie ready for answers. Reads only. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Canned } from '../domain/content/canned.ts'
import type { ConversationId, Files, KeptFile } from '../ports.ts'
import { type Answer, json, refused, SENT } from './answers.ts'
import { asked } from './doors.ts'
import type { InboxLists } from './inbox.ts'
import type { JoinedHistory } from './joined-talks.ts'
import type { Route } from './routes.ts'
import type { ViewTalk } from './talk-view.ts'

export interface TalkRoutesOptions {
  readonly inbox: InboxLists
  readonly view: ViewTalk
  /** What was said in joined talks; null for a conversation that is not there. */
  readonly histories: (conversation: ConversationId) => Promise<readonly JoinedHistory[] | null>
  readonly files: Pick<Files, 'openFile'>
  readonly canned: Canned
}

const CONVERSATION = /^[a-z]+(:[A-Za-z0-9_-]+)+$/
const LONGEST_ID = 128
/** Registries and staff rooms are nobody's conversation. */
const NOT_TALKS = /^(?:reg|staff):/

/** As the path names it; null for what cannot be one. */
export const conversationIn = ({ params }: FastifyRequest): ConversationId | null =>
  conversationNamed((params as { readonly id?: string }).id ?? '')

export function conversationNamed(id: string): ConversationId | null {
  const isOne = id.length <= LONGEST_ID && CONVERSATION.test(id) && !NOT_TALKS.test(id)
  return isOne ? (id as ConversationId) : null
}

export function talkRoutes({ inbox, view, histories, files, canned }: TalkRoutesOptions): readonly Route[] {
  async function look(request: FastifyRequest, all?: 'all'): Promise<Answer> {
    const conversation = conversationIn(request)
    const talk = conversation === null ? null : await view(conversation, all)
    return talk === null ? refused('not_found') : json(talk)
  }

  async function lookAround(request: FastifyRequest): Promise<Answer> {
    const conversation = conversationIn(request)
    const talks = conversation === null ? null : await histories(conversation)
    return talks === null ? refused('not_found') : json({ talks })
  }

  const file = (part: 'whole' | 'preview', path: string): Route => ({
    method: 'GET',
    path,
    role: 'staff',
    act: async (_who, request, reply) => await sendFile(files, request, reply, part),
  })
  return [
    {
      method: 'GET',
      path: '/inbox',
      role: 'staff',
      act: async (_who, { query }) => json(await inbox.look(asked(query, 'after'))),
    },
    { method: 'GET', path: '/talks/:id', role: 'staff', act: async (_who, request) => look(request) },
    { method: 'GET', path: '/talks/:id/all', role: 'staff', act: async (_who, request) => look(request, 'all') },
    { method: 'GET', path: '/talks/:id/joined', role: 'staff', act: async (_who, request) => lookAround(request) },
    file('whole', '/talks/:id/files/:file'),
    file('preview', '/talks/:id/files/:file/preview'),
    { method: 'GET', path: '/canned', role: 'staff', act: async () => json({ canned: shown(canned) }) },
  ]
}

const shown = (canned: Canned) => Object.entries(canned).map(([name, text]) => ({ name, text }))

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
