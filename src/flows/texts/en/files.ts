/** What the bot says in English to a photo, a video, a recording or a file: that it is kept for staff to look at, or why it is not. */
import type { FileKind, FileRefusal } from '../../../domain/file-type.ts'

const NAMES: Readonly<Record<FileKind, readonly [one: string, many: string]>> = {
  photo: ['photo', 'photos'],
  video: ['video', 'videos'],
  voice: ['recording', 'recordings'],
  file: ['file', 'files'],
}

/** So many of a kind, those that came before included. */
export interface KindCount {
  readonly kind: FileKind
  readonly count: number
}

const counted = ({ kind, count }: KindCount): string => `${count} ${NAMES[kind][count === 1 ? 0 : 1]}`
const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`

/** Nobody should wait for an answer to what only people can hear. */
const unheard = (kinds: readonly KindCount[]): string =>
  kinds.some(({ kind }) => kind === 'voice') ? ' I can’t listen to it myself: please type what I should know.' : ''

export const files = () => ({
  /** `kinds`: of this message, at least one. */
  filesKept: (kinds: readonly KindCount[]): string => {
    const [only] = kinds
    const isFirst = kinds.length === 1 && only?.count === 1
    const thanks = isFirst
      ? `Thank you, your ${NAMES[only.kind][0]} is kept here for our staff to look at.`
      : `Thank you, that makes ${listed(kinds.map(counted))} for our staff to look at.`
    return thanks + unheard(kinds)
  },
  /** `several`: of one album. */
  fileNotKept: (what: FileKind, why: FileRefusal, several: boolean): string => {
    const yours = several ? 'some of what you sent' : `your ${NAMES[what][0]}`
    const Yours = `${yours[0]?.toUpperCase()}${yours.slice(1)}`
    switch (why) {
      case 'empty':
        return `${Yours} arrived empty. Please send it once more.`
      case 'unknown':
        return 'I can’t take files of this kind: photos, videos (MP4), PDF, and text or log files work. Packed files please unpacked.'
      case 'heic':
        return 'I can’t open HEIC photos. Please send it as JPEG, or a screenshot of it.'
      case 'too_large':
        return `${Yours} is too large for this chat: photos can have 10 MB, everything else 20 MB. A shorter or smaller one works.`
      case 'broken':
        return `I can’t open ${yours}: it seems damaged. Please take it again, or send a screenshot of it.`
      case 'full':
        return `${Yours} was not kept: this talk holds as many files as it can. Please tell me in words what it shows.`
      case 'no_room':
        return `${Yours} was not kept: there is no room for files right now. Please keep it, and tell me in words what it shows.`
      case 'unfetched':
        return `${Yours} did not reach me. Please send it once more.`
    }
  },
})

export type FileTexts = ReturnType<typeof files>
