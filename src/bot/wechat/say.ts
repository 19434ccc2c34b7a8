/** Sends one text to one contact through the puppet, and tells a contact that is gone from a puppet that does not answer. */
import type { Sent } from '../channel.ts'
import type { Puppet } from './options.ts'

type Known =
  | { readonly status: 'known' }
  | { readonly status: 'gone' }
  | { readonly status: 'unsure'; readonly reason: string }

/** Rejects when the puppet refuses or is cut off: nothing tells whether the text went out then. */
export async function sayTo(puppet: Puppet, contactId: string, text: string): Promise<Sent> {
  if (!puppet.isLoggedIn) return { status: 'again', reason: 'not logged in to WeChat' }
  const known = await lookUp(puppet, contactId)
  if (known.status === 'gone') return { status: 'unreachable', reason: 'this account has no such contact' }
  if (known.status === 'unsure') return { status: 'again', reason: known.reason }
  const ref = await puppet.messageSendText(contactId, text)
  return { status: 'sent', ref: ref || null }
}

/** A contact without a payload is gone only when the puppet can list its contacts and this one is not among them. */
async function lookUp(puppet: Puppet, contactId: string): Promise<Known> {
  try {
    await puppet.contactPayload(contactId)
    return { status: 'known' }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return puppet.contactList().then(
      (all) => (all.includes(contactId) ? { status: 'unsure', reason } : { status: 'gone' }),
      () => ({ status: 'unsure', reason }),
    )
  }
}
