/** Sends what goes with a line: the file as it is kept, in the way that suits its kind, as a plain document where Telegram will not have it so. */
import type { LineFile } from '../../flows/types.ts'
import type { ConversationId, Files, KeptFile } from '../../ports.ts'
import type { Sent } from '../channel.ts'
import { readWhole } from '../files/read.ts'
import type { Upload, Uploader } from './upload.ts'

/** A file on its way: `of` is the conversation that has it. */
export interface Enclosure {
  readonly chatId: number
  readonly of: ConversationId
  readonly file: LineFile
  readonly caption: string
  readonly replyTo: string | null
}

export type SendFile = (enclosure: Enclosure, signal: AbortSignal) => Promise<Sent | 'gone'>

const SHORT_ID = 6

/** `gone`: it was erased meanwhile. */
export function createSendFile(files: Pick<Files, 'keptFile' | 'openFile'>, upload: Uploader): SendFile {
  return async ({ chatId, of, file: { id, name }, caption, replyTo }, signal) => {
    const kept = await files.keptFile(of, id)
    const bytes = kept === null ? null : await readWhole(files, of, id)
    if (kept === null || bytes === null) return 'gone'
    const base = { bytes, name: name ?? `${kept.kind}-${id.slice(0, SHORT_ID)}.${kept.extension}`, caption, replyTo }
    const kind = kindOf(kept)
    const sent = await upload(chatId, { ...base, kind }, signal)
    return sent.status === 'refused' && kind !== 'document'
      ? await upload(chatId, { ...base, kind: 'document' }, signal)
      : sent
  }
}

/** Voice messages are OGG; other recordings come as files. */
function kindOf({ kind, mime }: KeptFile): Upload['kind'] {
  if (kind === 'photo' || kind === 'video') return kind
  return mime === 'audio/ogg' ? 'voice' : 'document'
}
