/** What the bot says in English to a photo, a video or a file: that it is kept, for staff to look at. */
import type { FileKind } from '../../../domain/file-type.ts'

const MANY: Readonly<Record<FileKind, string>> = { photo: 'photos', video: 'videos', file: 'files' }

export const files = () => ({
  /** `count`: of this kind, this one included. */
  fileKept: (what: FileKind, count: number): string =>
    count === 1
      ? `Thank you, your ${what} is kept here for our staff to look at.`
      : `Thank you, that makes ${count} ${MANY[what]} for our staff to look at.`,
})

export type FileTexts = ReturnType<typeof files>
