/**
 * Contacts of puppets whose ids last one log-in (web WeChat): each is given an alias once, the remark that only the account itself sees, and is
 * known by it ever after. Where no alias can be set (strangers) the id has to do.
 */
import { randomBytes } from 'node:crypto'
import type { Puppet } from './account.ts'

export interface Aliases {
  /** By what a contact is known over log-ins. */
  knownAs(contact: string): Promise<string>
  /** The contact's id of now; null when the account has nobody of that alias. */
  idOf(known: string): Promise<string | null>
}

/** Where ids last. */
export const NO_ALIASES: Aliases = { knownAs: async (contact) => contact, idOf: async (known) => known }

const ALIAS = /^jm-[a-z0-9]{12}$/
const draw = (): string => `jm-${randomBytes(6).toString('hex')}`

type Asked = Pick<Puppet, 'contactPayload' | 'contactAlias' | 'contactList'>

/** Remembers what it has looked up: for one log-in, which is this process's life. */
export function createAliases(puppet: Asked): Aliases {
  const aliases = new Map<string, Promise<string>>()
  const ids = new Map<string, string>()

  async function aliasOf(contact: string): Promise<string | null> {
    const { alias } = await puppet.contactPayload(contact)
    return alias !== undefined && ALIAS.test(alias) ? alias : null
  }

  async function given(contact: string): Promise<string> {
    try {
      const known = await aliasOf(contact)
      const alias = known ?? draw()
      if (known === null) await puppet.contactAlias(contact, alias)
      ids.set(alias, contact)
      return alias
    } catch {
      // Its next message is another try.
      aliases.delete(contact)
      return contact
    }
  }

  async function search(alias: string): Promise<string | null> {
    for (const contact of await puppet.contactList()) {
      const its = await aliasOf(contact).catch(() => null)
      if (its !== null) ids.set(its, contact)
    }
    return ids.get(alias) ?? null
  }

  return {
    knownAs(contact) {
      const known = aliases.get(contact) ?? given(contact)
      aliases.set(contact, known)
      return known
    },
    idOf: async (known) => (ALIAS.test(known) ? (ids.get(known) ?? (await search(known))) : known),
  }
}
