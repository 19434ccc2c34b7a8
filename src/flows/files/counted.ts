/** Photos and files in words for staff, in both languages. */
import type { FileKind } from '../../domain/file-type.ts'
import type { Evidence } from '../../domain/order.ts'

/** In place of the words of a message. */
export const SENT: Readonly<Record<FileKind, string>> = {
  photo: '[photo · 照片]',
  video: '[video · 视频]',
  file: '[file · 文件]',
}

const KINDS: readonly (readonly [FileKind, string, string, string])[] = [
  ['photo', 'photo', 'photos', '张照片'],
  ['video', 'video', 'videos', '段视频'],
  ['file', 'file', 'files', '个文件'],
]

/** `2 photos, 1 file · 2 张照片、1 个文件` */
export function sentWords(evidence: Evidence): string {
  const counted = KINDS.flatMap(([kind, one, several, zh]) => {
    const count = evidence[kind]
    return count === 0 ? [] : [{ en: `${count} ${count === 1 ? one : several}`, zh: `${count} ${zh}` }]
  })
  return `${counted.map(({ en }) => en).join(', ')} · ${counted.map(({ zh }) => zh).join('、')}`
}
