/** Signing in and out, joining by a link, and one's own password. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { DeskAccount, DeskAccounts } from '../desk-ports.ts'
import type { Instant } from '../domain/values.ts'
import { type Answer, DONE, json, refused } from './answers.ts'
import { cookieFor, cookieGone, digestOf, secretOf } from './cookie.ts'
import { read } from './doors.ts'
import { wayOf } from './origin.ts'
import type { Route } from './routes.ts'
import type { SignedIn, SigningIn } from './sign-in.ts'

export interface SignInRoutesOptions {
  readonly signingIn: SigningIn
  readonly accounts: DeskAccounts
  readonly publicUrl: string | null
  /** Desk time: pages reckon with it. */
  readonly now: () => Promise<Instant>
  /** Somebody can sign in who could not before. */
  readonly onJoined: () => void
}

export function signInRoutes(options: SignInRoutesOptions): readonly Route[] {
  const { signingIn, accounts, publicUrl, now, onJoined } = options

  async function signIn(request: FastifyRequest, reply: FastifyReply): Promise<Answer> {
    const way = wayOf(request, publicUrl)
    if (way === 'open') return refused('insecure')
    const given = read('signIn', request.body)
    if (given === null) return refused('bad_request')
    const login = given.login.trim().toLowerCase()
    const credentials = { login, password: given.password, address: request.ip }
    return withCookie(await signingIn.signIn(credentials, secretOf(request, way)), reply, way)
  }

  async function join(request: FastifyRequest, reply: FastifyReply): Promise<Answer> {
    const way = wayOf(request, publicUrl)
    if (way === 'open') return refused('insecure')
    const joining = read('join', request.body)
    if (joining === null) return refused('bad_join')
    const joined = await signingIn.join(joining)
    if (joined.kind === 'invite_ended' || joined.kind === 'login_taken' || joined.kind === 'name_taken')
      return refused(joined.kind)
    onJoined()
    return withCookie(joined, reply, way)
  }

  async function lookAtInvite(request: FastifyRequest): Promise<Answer> {
    const given = read('lookAtInvite', request.body)
    const invite = given === null ? null : await accounts.invite(digestOf(given.token))
    return invite === null ? refused('invite_ended') : json({ login: invite.login, role: invite.role })
  }

  async function signOut(_who: DeskAccount, request: FastifyRequest, reply: FastifyReply): Promise<Answer> {
    const way = wayOf(request, publicUrl)
    await signingIn.signOut(secretOf(request, way))
    if (way !== 'open') reply.header('set-cookie', cookieGone(way))
    return DONE
  }

  async function changePassword(who: DeskAccount, request: FastifyRequest, reply: FastifyReply): Promise<Answer> {
    const given = read('changePassword', request.body)
    if (given === null) return refused('bad_request')
    const credentials = { login: who.login, password: given.password, address: request.ip }
    const changed = await signingIn.changePassword(who, credentials, given.fresh)
    return withCookie(changed, reply, wayOf(request, publicUrl))
  }

  return [
    { method: 'POST', path: '/sign-in', role: 'anyone', act: signIn },
    { method: 'POST', path: '/join', role: 'anyone', act: join },
    { method: 'POST', path: '/invite', role: 'anyone', act: lookAtInvite },
    { method: 'POST', path: '/sign-out', role: 'staff', act: signOut },
    { method: 'POST', path: '/password', role: 'staff', act: changePassword },
    { method: 'GET', path: '/me', role: 'staff', act: async (who) => json({ ...shownPerson(who), now: await now() }) },
  ]
}

/** A person as pages may see them: without the password. */
export const shownPerson = ({ login, name, role, telegram }: DeskAccount) => ({ login, name, role, telegram })

function withCookie(signedIn: SignedIn, reply: FastifyReply, way: ReturnType<typeof wayOf>): Answer {
  if (signedIn.kind === 'wrong') return refused('wrong_password')
  if (signedIn.kind === 'too_many_tries') return refused('too_many_tries')
  if (way === 'open') return refused('insecure')
  reply.header('set-cookie', cookieFor(signedIn.secret, way))
  return DONE
}
