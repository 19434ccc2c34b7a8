/** What a file is, told by its first bytes and never by its name, and what is taken of each kind. Pure. */

export const FILE_KINDS = ['photo', 'video', 'voice', 'file'] as const
export type FileKind = (typeof FILE_KINDS)[number]

export interface FileType {
  readonly kind: FileKind
  readonly mime: string
  /** For the name that it is saved under. */
  readonly extension: string
}

const MIB = 1024 * 1024
/** The largest of each kind that is taken, in bytes. */
export const MOST_BYTES: Readonly<Record<FileKind, number>> = {
  photo: 10 * MIB,
  video: 20 * MIB,
  voice: 20 * MIB,
  file: 20 * MIB,
}
/** The largest of all. */
export const MOST_FILE_BYTES = Math.max(...Object.values(MOST_BYTES))

/**
 * Why a file was not kept. `unknown`: of no kind that is taken. `broken`: a photo that cannot be opened, or of too many pixels. `full`: its
 * conversation has as much as it may have. `no_room`: the disk is nearly full. `unfetched`: the platform did not hand it over.
 */
export const FILE_REFUSALS = [
  'empty',
  'unknown',
  'heic',
  'too_large',
  'broken',
  'full',
  'no_room',
  'unfetched',
] as const
export type FileRefusal = (typeof FILE_REFUSALS)[number]

const type = (kind: FileKind, mime: string, extension: string): FileType => ({ kind, mime, extension })
export const JPEG = type('photo', 'image/jpeg', 'jpg')
export const PNG = type('photo', 'image/png', 'png')
const WEBP = type('photo', 'image/webp', 'webp')
export const TEXT = type('file', 'text/plain; charset=utf-8', 'txt')
const PDF = type('file', 'application/pdf', 'pdf')
/** What nobody here has to open. */
export const ANYTHING = type('file', 'application/octet-stream', 'bin')
const MP4 = type('video', 'video/mp4', 'mp4')
const QUICKTIME = type('video', 'video/quicktime', 'mov')
const WEBM = type('video', 'video/webm', 'webm')
const OGG = type('voice', 'audio/ogg', 'ogg')
const MP3 = type('voice', 'audio/mpeg', 'mp3')
const M4A = type('voice', 'audio/mp4', 'm4a')
/** How WeChat keeps a voice message. */
const SILK = type('voice', 'audio/silk', 'silk')

const HEIC_BRANDS = new Set(['heic', 'heix', 'hevc', 'heim', 'heis', 'mif1', 'msf1', 'avif'])
const QUICKTIME_BRAND = 'qt  '
const M4A_BRANDS = new Set(['M4A ', 'M4B '])
const SILK_HEADS = ['#!SILK_V3', '\x02#!SILK_V3']
/** Its own first bytes, or those of a frame. */
const MP3_HEADS = ['ID3\x02', 'ID3\x03', 'ID3\x04', '\xff\xfb', '\xff\xf3', '\xff\xf2']
const EBML = '\x1aE\xdf\xa3'
/** How much of a file tells whether it is text. */
const LOOKED_AT = 64 * 1024
/** No log needs them: control characters beside tabs, line ends and what begins a colour. */
const BINARY = /(?![\t\n\v\f\r\u0085])\p{Cc}(?!\[)/u

/** `heic`: a photo that cannot be opened here. `unknown`: nothing that is taken. */
export function fileTypeOf(bytes: Uint8Array): FileType | 'heic' | 'unknown' {
  const head = String.fromCharCode(...bytes.subarray(0, 64))
  if (head.startsWith('\xff\xd8\xff')) return JPEG
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return PNG
  if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') return WEBP
  if (head.startsWith('%PDF-')) return PDF
  if (head.slice(4, 8) === 'ftyp') return mediaOf(head.slice(8, 12))
  if (head.startsWith(EBML) && head.includes('webm')) return WEBM
  if (head.startsWith('OggS\0')) return OGG
  if (SILK_HEADS.some((one) => head.startsWith(one))) return SILK
  if (MP3_HEADS.some((one) => head.startsWith(one))) return MP3
  return textIn(bytes.subarray(0, LOOKED_AT), true) === null ? 'unknown' : TEXT
}

function mediaOf(brand: string): FileType | 'heic' {
  if (HEIC_BRANDS.has(brand)) return 'heic'
  if (M4A_BRANDS.has(brand)) return M4A
  return brand === QUICKTIME_BRAND ? QUICKTIME : MP4
}

/** The text that a file holds, in UTF-8, UTF-16 or GB 18030; null when it is none. `isCut`: its last character may be incomplete. */
export function textIn(bytes: Uint8Array, isCut = false): string | null {
  if (bytes.length === 0) return null
  for (const encoding of encodingsOf(bytes)) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: isCut })
      if (!BINARY.test(text)) return text
    } catch {
      // Another encoding, or no text.
    }
  }
  return null
}

function encodingsOf(bytes: Uint8Array): readonly string[] {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return ['utf-16le']
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return ['utf-16be']
  return ['utf-8', 'gb18030']
}
