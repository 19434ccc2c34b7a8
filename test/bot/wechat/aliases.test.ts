/** Contacts whose ids last one log-in are known again by an alias that is set once. */
import { expect, test } from 'vitest'
import { createAliases } from '../../../src/bot/wechat/child/aliases.ts'

/** An account that sees its contacts under other ids after each log-in; what is kept of them is the remark. */
function account(names: readonly string[]) {
  const remarks = new Map<string, string>()
  let logIns = 0
  const set: string[] = []
  const id = (name: string) => `@${name}-${logIns}`
  const nameOf = (contact: string) => names.find((name) => id(name) === contact)
  const puppet = {
    contactList: async () => names.map(id),
    contactPayload: async (contact: string) => {
      const name = nameOf(contact)
      if (name === undefined) throw new Error('no such contact')
      return { id: contact, name, alias: remarks.get(name) ?? '' }
    },
    contactAlias: async (contact: string, alias?: string) => {
      const name = nameOf(contact)
      if (name === undefined || name === 'stranger') throw new Error('not a friend')
      set.push(name)
      if (alias !== undefined) remarks.set(name, alias)
    },
  }
  return {
    id,
    set,
    /** The puppet as another process finds it. */
    logIn() {
      logIns += 1
      return createAliases(puppet as unknown as Parameters<typeof createAliases>[0])
    },
  }
}

test('a contact is the same after the next log-in, and can be written to before they write', async () => {
  const shop = account(['li', 'wang', 'stranger'])
  const first = shop.logIn()
  const [li, wang] = [await first.knownAs(shop.id('li')), await first.knownAs(shop.id('wang'))]
  expect(li).toMatch(/^jm-[a-z0-9]{12}$/)
  expect(wang).not.toBe(li)
  expect(await first.idOf(li)).toBe(shop.id('li'))

  const second = shop.logIn()
  expect(await second.idOf(li)).toBe(shop.id('li'))
  expect(await second.knownAs(shop.id('li'))).toBe(li)
  expect(shop.set).toEqual(['li', 'wang'])
})

test('two messages at once set one alias', async () => {
  const shop = account(['li'])
  const aliases = shop.logIn()
  const [one, other] = await Promise.all([aliases.knownAs(shop.id('li')), aliases.knownAs(shop.id('li'))])
  expect(one).toBe(other)
  expect(shop.set.length).toBe(1)
})

test('who can be given none is known by their id, and tried again; an alias that nobody has leads to nobody', async () => {
  const shop = account(['stranger'])
  const aliases = shop.logIn()
  expect(await aliases.knownAs(shop.id('stranger'))).toBe(shop.id('stranger'))
  expect(await aliases.knownAs(shop.id('stranger'))).toBe(shop.id('stranger'))
  expect(await aliases.idOf(shop.id('stranger'))).toBe(shop.id('stranger'))
  expect(await aliases.idOf('jm-000000000000')).toBeNull()
})
