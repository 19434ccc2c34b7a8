/** Signing in: who may, how often it may be tried, how long it holds, and who is asking. Everything of it lies in the store. */
import type { DeskAccount, DeskAccounts } from '../desk-ports.ts'
import { fold } from '../domain/fold.ts'
import type { StaffRole } from '../domain/staff-role.ts'
import { DAY, HOUR, MINUTE } from '../domain/values.ts'
import { digestOf, drawSecret } from './cookie.ts'
import { hashPassword, isPassword } from './passwords.ts'

/** Counted from the last request. */
const KEPT_MS = 12 * HOUR
const TRIES_WITHIN_MS = 15 * MINUTE
const TRIES_OF_A_NAME = 10
const TRIES_OF_AN_ADDRESS = 60
/** Of the link that lets the first administrator in. */
export const FIRST_LINK_MS = 30 * MINUTE
export const INVITE_MS = 2 * DAY

export type SignedIn =
  | { readonly kind: 'signed_in'; readonly secret: string }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'too_many_tries' }
/** `invite_ended`: the link was used already, or its time is over. */
export type Joined =
  | SignedIn
  | { readonly kind: 'invite_ended' }
  | { readonly kind: 'login_taken' }
  | { readonly kind: 'name_taken' }

export interface Credentials {
  readonly login: string
  readonly password: string
  readonly address: string
}

export interface Joining {
  readonly token: string
  readonly login: string
  readonly name: string
  readonly password: string
}

export function createSignIn(accounts: DeskAccounts) {
  /** Counted before the password is looked at, so that many at once are not more than one after another. */
  async function mayTry({ login, address }: Credentials): Promise<boolean> {
    const [ofName, ofAddress] = await Promise.all([
      accounts.countTry(triesOf(login), TRIES_WITHIN_MS),
      accounts.countTry(`address ${address}`, TRIES_WITHIN_MS),
    ])
    return ofName <= TRIES_OF_A_NAME && ofAddress <= TRIES_OF_AN_ADDRESS
  }

  async function open({ login, epoch }: DeskAccount): Promise<SignedIn> {
    const secret = drawSecret()
    await accounts.openSignIn(digestOf(secret), { login, epoch }, KEPT_MS)
    return { kind: 'signed_in', secret }
  }

  /** A new secret each time; `before` is the one that the browser had. */
  async function signIn(credentials: Credentials, before: string | null): Promise<SignedIn> {
    if (!(await mayTry(credentials))) return { kind: 'too_many_tries' }
    const account = await accounts.account(credentials.login)
    const isRight = await isPassword(credentials.password, account?.password ?? null)
    if (account === null || !isRight) return { kind: 'wrong' }
    await accounts.forgetTries(triesOf(account.login))
    await signOut(before)
    return await open(account)
  }

  async function signOut(secret: string | null): Promise<void> {
    if (secret !== null) await accounts.endSignIn(digestOf(secret))
  }

  /** Who holds this secret; null when it holds no more: signed out, removed, or signed out everywhere. */
  async function whoHas(secret: string | null): Promise<DeskAccount | null> {
    if (secret === null) return null
    const known = await accounts.signIn(digestOf(secret), KEPT_MS)
    const account = known === null ? null : await accounts.account(known.login)
    return account !== null && account.epoch === known?.epoch ? account : null
  }

  /** Draws a link for one person. Answers its secret. */
  async function invite(role: StaffRole, login: string | null, keptMs: number): Promise<string> {
    const secret = drawSecret()
    await accounts.openInvite(digestOf(secret), { role, login }, keptMs)
    return secret
  }

  /** Uses a link up: an account of its own, or a new password for one that there is. */
  async function join(joining: Joining): Promise<Joined> {
    const { token, name } = joining
    const offered = await accounts.invite(digestOf(token))
    if (offered === null) return { kind: 'invite_ended' }
    const login = offered.login ?? joining.login
    const known = await accounts.account(login)
    if (offered.login === null && known !== null) return { kind: 'login_taken' }
    if (known === null && (await hasName(accounts, name))) return { kind: 'name_taken' }
    const password = await hashPassword(joining.password)
    if ((await accounts.takeInvite(digestOf(token))) === null) return { kind: 'invite_ended' }
    const fresh = { login, name, role: offered.role, telegram: null, password, epoch: 0 }
    const account = known === null ? fresh : { ...known, password, epoch: known.epoch + 1 }
    const isKept = known === null ? await accounts.addAccount(account) : await accounts.changeAccount(account)
    return isKept ? await open(account) : { kind: 'login_taken' }
  }

  /** A new password; whoever else is signed in under this name is signed out. */
  async function changePassword(
    who: DeskAccount,
    { password, address }: Credentials,
    fresh: string,
  ): Promise<SignedIn> {
    if (!(await mayTry({ login: who.login, password, address }))) return { kind: 'too_many_tries' }
    if (!(await isPassword(password, who.password))) return { kind: 'wrong' }
    await accounts.forgetTries(triesOf(who.login))
    const changed = { ...who, password: await hashPassword(fresh), epoch: who.epoch + 1 }
    return (await accounts.changeAccount(changed)) ? await open(changed) : { kind: 'wrong' }
  }

  /** As `whoHas`, without keeping the sign-in any longer: an open page is nobody who does something. */
  const isStillIn = async (secret: string): Promise<boolean> => {
    const known = await accounts.signIn(digestOf(secret), null)
    const account = known === null ? null : await accounts.account(known.login)
    return account !== null && account.epoch === known?.epoch
  }

  return { signIn, signOut, whoHas, isStillIn, invite, join, changePassword }
}

export type SigningIn = ReturnType<typeof createSignIn>

/** Who has a talk is known by name, in the group as well: no two of the desk have the same. `but`: the login of whom it may be. */
export const hasName = async (accounts: DeskAccounts, name: string, but: string | null = null): Promise<boolean> =>
  (await accounts.accounts()).some((one) => one.login !== but && fold(one.name) === fold(name))

/** What was typed may be anything: a digest of it fits a key. */
const triesOf = (login: string): string => `login ${digestOf(login)}`

/** `admin` has this password from now on; whoever signed in with another one is signed out. */
export async function keepAdmin(accounts: DeskAccounts, password: string): Promise<void> {
  const known = await accounts.account('admin')
  if (known !== null && (await isPassword(password, known.password))) return
  const hashed = await hashPassword(password)
  if (known !== null) return void (await accounts.changeAccount({ ...known, password: hashed, epoch: known.epoch + 1 }))
  await accounts.addAccount({
    login: 'admin',
    name: 'Admin',
    role: 'admin',
    telegram: null,
    password: hashed,
    epoch: 0,
  })
}
