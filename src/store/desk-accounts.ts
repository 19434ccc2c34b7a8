/** Who may sign in at the web desk, who has, and which links let somebody in. Secrets are never stored, only their digests. */
import { z } from 'zod'
import type { DeskAccount, DeskAccounts, Invite, SignIn } from '../desk-ports.ts'
import { STAFF_ROLES } from '../domain/staff-role.ts'
import type { Redis } from './connect.ts'
import { deskAccountsKey, inviteKey, signInKey, signInTriesKey } from './keys.ts'
import { asInteger, asTextOrNull, asTexts, asYes } from './reply.ts'

const role = z.enum(STAFF_ROLES)
const accountSchema = z.object({
  login: z.string(),
  name: z.string(),
  role,
  telegram: z.string().nullable(),
  password: z.string(),
  epoch: z.number(),
})
const signInSchema = z.object({ login: z.string(), epoch: z.number() })
const inviteSchema = z.object({ role, login: z.string().nullable() })

const read = <T>(schema: z.ZodType<T>, stored: string | null): T | null =>
  stored === null ? null : schema.parse(JSON.parse(stored))

export function deskAccounts(redis: Redis): DeskAccounts {
  const stored = async (...parts: readonly string[]) => asTextOrNull(await redis.command(...parts))
  return {
    async accounts() {
      const all = asTexts(await redis.command('HVALS', deskAccountsKey()))
      return all.map((one) => accountSchema.parse(JSON.parse(one))).sort((a, b) => (a.login < b.login ? -1 : 1))
    },
    account: async (login) => read(accountSchema, await stored('HGET', deskAccountsKey(), login)),
    addAccount: async (account) =>
      asYes(await redis.command('HSETNX', deskAccountsKey(), account.login, JSON.stringify(account))),
    changeAccount: (account) => change(redis, account),
    removeAccount: async (login) => asYes(await redis.command('HDEL', deskAccountsKey(), login)),
    async openSignIn(digest, signIn, keptMs) {
      await redis.command('SET', signInKey(digest), JSON.stringify(signIn satisfies SignIn), 'PX', String(keptMs))
    },
    async signIn(digest, keptMs) {
      const kept = keptMs === null ? ['GET', signInKey(digest)] : ['GETEX', signInKey(digest), 'PX', String(keptMs)]
      return read(signInSchema, await stored(...kept))
    },
    async endSignIn(digest) {
      await redis.command('DEL', signInKey(digest))
    },
    countTry: async (name, windowMs) => asInteger(await redis.run('sign-in-try', [signInTriesKey(name)], [windowMs])),
    async forgetTries(name) {
      await redis.command('DEL', signInTriesKey(name))
    },
    async openInvite(digest, invite, keptMs) {
      await redis.command('SET', inviteKey(digest), JSON.stringify(invite satisfies Invite), 'PX', String(keptMs))
    },
    invite: async (digest) => read(inviteSchema, await stored('GET', inviteKey(digest))),
    takeInvite: async (digest) => read(inviteSchema, await stored('GETDEL', inviteKey(digest))),
  }
}

/** Somebody who was removed meanwhile does not come back. */
async function change(redis: Redis, account: DeskAccount): Promise<boolean> {
  return asYes(await redis.run('account-change', [deskAccountsKey()], [account.login, JSON.stringify(account)]))
}
