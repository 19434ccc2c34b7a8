/** Where the conversations are: one file each, in a folder named after what the customer does. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'

const FOLDER = join(import.meta.dirname, '../conversations')

export interface ConversationFile {
  /** `corrections/a-customer-corrects-the-serial-number` */
  readonly name: string
  readonly path: string
}

export function conversationFiles(): readonly ConversationFile[] {
  return readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.txt'))
    .toSorted()
    .map((file) => ({ name: file.replace(/\.txt$/, ''), path: join(FOLDER, file) }))
}
