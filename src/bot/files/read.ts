/** The bytes of a file that is kept. */
import type { ConversationId, Files } from '../../ports.ts'

/** Null for what the conversation does not have (any more). At most 20 MB: more is never kept. */
export async function readWhole(
  files: Pick<Files, 'openFile'>,
  conversation: ConversationId,
  id: string,
): Promise<Buffer | null> {
  const opened = await files.openFile(conversation, id, 'whole')
  if (opened === null) return null
  const chunks: Buffer[] = []
  for await (const chunk of opened.stream) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}
