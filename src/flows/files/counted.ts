/** Photos and files in words for staff, in both languages. */
import type { FileKind, FileRefusal } from '../../domain/file-type.ts'
import type { Evidence } from '../../domain/order.ts'

/** In place of the words of a message. */
const SENT: Readonly<Record<FileKind, string>> = {
  photo: '[photo · 照片]',
  video: '[video · 视频]',
  voice: '[voice · 语音]',
  file: '[file · 文件]',
}

/** An album in place of its words: `[photo · 照片] ×3 [video · 视频]`. */
export function sentShown(kinds: readonly FileKind[]): string {
  return [...new Set(kinds)]
    .map((kind) => {
      const count = kinds.filter((one) => one === kind).length
      return count === 1 ? SENT[kind] : `${SENT[kind]} ×${count}`
    })
    .join(' ')
}

const KINDS: readonly (readonly [FileKind, string, string, string])[] = [
  ['photo', 'photo', 'photos', '张照片'],
  ['video', 'video', 'videos', '段视频'],
  ['voice', 'recording', 'recordings', '段语音'],
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

/** Why there is nothing to look at. */
export const NOT_KEPT: Readonly<Record<FileRefusal, string>> = {
  empty: 'empty · 空文件',
  unknown: 'of a kind that is not taken · 不支持的类型',
  heic: 'HEIC, asked for as JPEG · HEIC 格式，已请客户改发 JPEG',
  too_large: 'too large · 文件太大',
  broken: 'cannot be opened · 无法打开',
  full: 'this customer has as many files as fit · 此客户的文件已存满',
  no_room: 'the disk is nearly full · 磁盘空间不足',
  unfetched: 'could not be fetched · 没能下载',
}
