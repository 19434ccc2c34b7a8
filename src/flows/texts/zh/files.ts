/** 照片、视频、语音、文件：收到了，或者没收到的原因。 What the bot says in Chinese to a photo, a video, a recording or a file. */
import type { FileKind } from '../../../domain/file-type.ts'
import type { FileTexts, KindCount } from '../en/files.ts'

const NAMES: Readonly<Record<FileKind, readonly [counter: string, name: string]>> = {
  photo: ['张', '照片'],
  video: ['段', '视频'],
  voice: ['段', '语音'],
  file: ['个', '文件'],
}

const counted = ({ kind, count }: KindCount): string => `${count} ${NAMES[kind].join('')}`

const unheard = (kinds: readonly KindCount[]): string =>
  kinds.some(({ kind }) => kind === 'voice') ? '语音我这边听不了，需要我知道的麻烦您打字。' : ''

export const files = (): FileTexts => ({
  filesKept: (kinds) => {
    const [only] = kinds
    const isFirst = kinds.length === 1 && only?.count === 1
    const thanks = isFirst
      ? `谢谢您，${NAMES[only.kind][1]}收到了，同事可以查看。`
      : `收到，一共 ${kinds.map(counted).join('、')}了，同事可以查看。`
    return thanks + unheard(kinds)
  },
  fileNotKept: (what, why, several) => {
    const yours = several ? `您发的部分${NAMES[what][1]}` : `您发的${NAMES[what][1]}`
    switch (why) {
      case 'empty':
        return `${yours}是空的，麻烦再发一次。`
      case 'unknown':
        return '这种类型的文件收不了。照片、视频（MP4）、PDF、文本或日志文件都可以，压缩包请您解压后再发。'
      case 'heic':
        return 'HEIC 格式的照片打不开，请您改成 JPEG，或者截图发来。'
      case 'too_large':
        return `${yours}太大了：照片最大 10 MB，其他最大 20 MB，短一点或小一点的就可以。`
      case 'broken':
        return `${yours}打不开，可能损坏了，请重新拍一张，或者截图发来。`
      case 'full':
        return `${yours}没有保存：这个对话的文件已经存满了，请用文字告诉我里面的内容。`
      case 'no_room':
        return `${yours}没有保存：现在存不下文件。原件请您留着，里面的内容先用文字告诉我。`
      case 'unfetched':
        return `${yours}没有收到，麻烦再发一次。`
    }
  },
})
