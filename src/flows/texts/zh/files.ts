/** What the bot says in Chinese to a photo, a video or a file: that it is kept, for staff to look at. */
import type { FileKind } from '../../../domain/file-type.ts'
import type { FileTexts } from '../en/files.ts'

const NAMES: Readonly<Record<FileKind, readonly [counter: string, name: string]>> = {
  photo: ['张', '照片'],
  video: ['段', '视频'],
  file: ['个', '文件'],
}

export const files = (): FileTexts => ({
  fileKept: (what, count) => {
    const [counter, name] = NAMES[what]
    return count === 1
      ? `谢谢您，${name}收到了，同事可以查看。`
      : `收到，一共 ${count} ${counter}${name}了，同事可以查看。`
  },
})
