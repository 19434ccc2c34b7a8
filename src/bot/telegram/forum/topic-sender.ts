/** Lines into the topics of a group: one sender a topic, so that a line of several messages goes on where it was interrupted. */
import type { Line } from '../../../flows/types.ts'
import type { Sent } from '../../channel.ts'
import type { Client } from '../client.ts'
import { createSender, type Sender } from '../sender.ts'

/** Of those served last; for another one an interrupted line begins again. */
const SENDERS_KEPT = 500

/** `topic`: null sends into the group itself. */
export function createTopicSender(client: Client, chatId: number, deadlineMs: number) {
  const senders = new Map<number | null, Sender>()
  return async (line: Line, topic: number | null, signal: AbortSignal): Promise<Sent> => {
    const send = senders.get(topic) ?? createSender(topic === null ? client : into(topic, client), deadlineMs, () => {})
    senders.delete(topic)
    senders.set(topic, send)
    const [oldest] = senders.keys()
    if (senders.size > SENDERS_KEPT && oldest !== undefined) senders.delete(oldest)
    return await send(chatId, line, signal)
  }
}

const into = (topic: number, client: Client): Client => ({
  call: (method, payload, limits) => client.call(method, { ...payload, message_thread_id: topic }, limits),
})
