/** Lines, and files with them, into the topics of a group: one sender a topic, so that a line of several messages goes on where it was interrupted. */
import type { Line } from '../../../flows/types.ts'
import type { Sent } from '../../channel.ts'
import type { Client } from '../client.ts'
import { createSendFile } from '../line-files.ts'
import type { TelegramOptions, Timing } from '../options.ts'
import { createSender, type Recipient, type Sender } from '../sender.ts'
import { createUploader } from '../upload.ts'

/** Of those served last; for another one an interrupted line begins again. */
const SENDERS_KEPT = 500

export interface TopicSenderOptions {
  readonly client: Client
  /** The group. */
  readonly to: Recipient
  readonly files: TelegramOptions['files']
  readonly timing: Timing
}

/** `topic`: null sends into the group itself. */
export function createTopicSender({ client, to, files, timing }: TopicSenderOptions) {
  const senders = new Map<number | null, Sender>()

  function senderFor(topic: number | null): Sender {
    const placed = topic === null ? client : into(topic, client)
    const upload = createUploader(placed, timing.uploadDeadlineMs)
    const sendFile = files === undefined ? null : createSendFile(files, upload)
    return createSender({ client: placed, deadlineMs: timing.sendDeadlineMs, sendFile, onSent: () => {} })
  }

  return async (line: Line, topic: number | null, signal: AbortSignal): Promise<Sent> => {
    const send = senders.get(topic) ?? senderFor(topic)
    senders.delete(topic)
    senders.set(topic, send)
    const [oldest] = senders.keys()
    if (senders.size > SENDERS_KEPT && oldest !== undefined) senders.delete(oldest)
    return await send(to, line, signal)
  }
}

const into = (topic: number, client: Client): Client => ({
  call: (method, payload, limits) => client.call(method, { ...payload, message_thread_id: topic }, limits),
})
