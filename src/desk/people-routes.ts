/** Who works at the desk: adding people by a link, their roles, the Telegram account of the same person, and sending somebody off. */
import type { FastifyRequest } from 'fastify'
import type { DeskAccount, DeskAccounts } from '../desk-ports.ts'
import { mayActAs } from '../domain/staff-role.ts'
import type { StaffMember, Store } from '../ports.ts'
import { type Answer, DONE, json, refused } from './answers.ts'
import { read } from './doors.ts'
import type { Route } from './routes.ts'
import { hasName, INVITE_MS, type SigningIn } from './sign-in.ts'
import { shownPerson } from './sign-in-routes.ts'

export interface PeopleRoutesOptions {
  readonly accounts: DeskAccounts
  readonly signingIn: SigningIn
  readonly store: Pick<Store, 'staff' | 'addStaff'>
  /** Takes somebody off the group's list; the talks that they have go back to the queue. */
  readonly removeFromStaff: (id: string) => Promise<boolean>
}

export function peopleRoutes(options: PeopleRoutesOptions): readonly Route[] {
  const { accounts, signingIn, store, removeFromStaff } = options

  async function list(): Promise<Answer> {
    const [people, group] = await Promise.all([accounts.accounts(), store.staff()])
    const linked = new Set(people.map(({ telegram }) => telegramId(telegram)))
    return json({ people: people.map(shownPerson), group: group.filter(({ id }) => !linked.has(id)) })
  }

  /** Nobody lets in, or changes, somebody who may do more than they may themselves. */
  async function invite(who: DeskAccount, { body }: FastifyRequest): Promise<Answer> {
    const given = read('newPerson', body)
    if (given === null) return refused('bad_request')
    if (!mayActAs(given.role, who.role)) return refused('not_found')
    return json({ token: await signingIn.invite(given.role, null, INVITE_MS) })
  }

  async function personIn(who: DeskAccount, request: FastifyRequest): Promise<DeskAccount | null> {
    const { login = '' } = request.params as { readonly login?: string }
    const person = await accounts.account(login)
    return person !== null && mayActAs(person.role, who.role) ? person : null
  }

  const isLastAdmin = async ({ role }: DeskAccount): Promise<boolean> =>
    role === 'admin' && (await accounts.accounts()).filter((one) => one.role === 'admin').length < 2

  async function change(who: DeskAccount, request: FastifyRequest): Promise<Answer> {
    const given = read('person', request.body)
    if (given === null) return refused('bad_request')
    const person = await personIn(who, request)
    if (person === null || !mayActAs(given.role, who.role)) return refused('not_found')
    if (given.role !== 'admin' && (await isLastAdmin(person))) return refused('last_admin')
    if (await hasName(accounts, given.name, person.login)) return refused('name_taken')
    if (!(await accounts.changeAccount({ ...person, ...given }))) return refused('not_found')
    await link(person.telegram, { id: telegramId(given.telegram), name: given.name, role: given.role })
    return DONE
  }

  /** Whoever is linked is on the staff list of the group, under the same name. */
  async function link(before: string | null, { id, name, role }: Omit<StaffMember, 'id'> & { id: string | null }) {
    const old = telegramId(before)
    if (old !== null && old !== id) await removeFromStaff(old)
    if (id !== null) await store.addStaff({ id, name, role })
  }

  async function reset(who: DeskAccount, request: FastifyRequest): Promise<Answer> {
    const person = await personIn(who, request)
    if (person === null) return refused('not_found')
    return json({ token: await signingIn.invite(person.role, person.login, INVITE_MS) })
  }

  async function remove(who: DeskAccount, request: FastifyRequest): Promise<Answer> {
    const person = await personIn(who, request)
    if (person === null) return refused('not_found')
    if (await isLastAdmin(person)) return refused('last_admin')
    await accounts.removeAccount(person.login)
    const id = telegramId(person.telegram)
    if (id !== null) await removeFromStaff(id)
    await removeFromStaff(deskId(person.login))
    return DONE
  }

  return [
    { method: 'GET', path: '/people', role: 'lead', act: list },
    { method: 'POST', path: '/people', role: 'lead', act: invite },
    { method: 'POST', path: '/people/:login', role: 'lead', act: change },
    { method: 'POST', path: '/people/:login/reset', role: 'lead', act: reset },
    { method: 'DELETE', path: '/people/:login', role: 'lead', act: remove },
  ]
}

/** As the holder of a talk is noted. */
export const deskId = (login: string): string => `desk:${login}`
export const telegramId = (digits: string | null): string | null => (digits === null ? null : `tg:${digits}`)
