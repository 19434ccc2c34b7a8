/** The talks that a customer has joined with one of theirs, as both of the two know it: a parted or erased one is none of them. */
import type { DeskTalks } from '../desk-ports.ts'
import type { Talk } from '../flows/step.ts'
import type { ConversationId } from '../ports.ts'

interface Options {
  readonly store: Pick<DeskTalks, 'talkRecords'>
  readonly talk: Pick<Talk, 'unpack'>
}

/** Rejects with `StoreUnavailable`. */
export async function joinedWith({ store, talk }: Options, about: string): Promise<readonly ConversationId[]> {
  const linksOf = async (talks: readonly string[]) =>
    (await store.talkRecords(talks as readonly ConversationId[], 1)).map(({ conversation, state }) => {
      const read = talk.unpack(state)
      return { conversation, links: read.ok ? read.stored.flow.context.links.map((link) => link.talk) : [] }
    })
  const [own] = await linksOf([about])
  const others = own === undefined || own.links.length === 0 ? [] : await linksOf(own.links)
  return others.filter(({ links }) => links.includes(about)).map(({ conversation }) => conversation)
}
