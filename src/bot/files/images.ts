/** Photos, opened once and written anew: what comes out is a picture and nothing else, no place, no camera, nothing hidden behind it. */
import { type FileType, JPEG, PNG } from '../../domain/file-type.ts'
import type { FileContent } from '../../ports.ts'

/** A phone's largest photo has 50 million; beyond that it is a bomb. */
const MOST_PIXELS = 60_000_000
/** A label stays readable. */
const LONGEST_SIDE = 4_096
const PREVIEW_SIDE = 1_280
const QUALITY = 88
const PREVIEW_QUALITY = 76
const WITHIN_S = 10

/** Loaded for the first photo: it costs a desk without any its memory. One picture at a time: the desk's own work goes on beside it. */
const loadSharp = once(async () => {
  const { default: sharp } = await import('sharp')
  sharp.concurrency(1)
  sharp.cache(false)
  return sharp
})
type Sharp = Awaited<ReturnType<typeof loadSharp>>

export type Picture = Pick<FileContent, 'bytes' | 'preview'>

let last: Promise<unknown> = Promise.resolve()

/** The photo without its metadata, turned upright, with a preview. Null for what is no whole picture, or one with too many pixels. One at a time. */
export function writtenAnew(bytes: Uint8Array, type: FileType): Promise<Picture | null> {
  const next = last.then(() => rewrite(bytes, type))
  last = next.catch(() => null)
  return next
}

async function rewrite(bytes: Uint8Array, type: FileType): Promise<Picture | null> {
  const sharp = await loadSharp()
  try {
    const whole = await boxed(sharp, bytes, LONGEST_SIDE, type).toBuffer()
    const small = await sharp(whole)
      .resize({ width: PREVIEW_SIDE, height: PREVIEW_SIDE, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: PREVIEW_QUALITY })
      .timeout({ seconds: WITHIN_S })
      .toBuffer({ resolveWithObject: true })
    const { width, height } = small.info
    return { bytes: whole, preview: { bytes: small.data, width, height } }
  } catch {
    // sharp tells a broken picture, too many pixels and a time-out by words alone; for the customer it is the same.
    return null
  }
}

function boxed(sharp: Sharp, bytes: Uint8Array, side: number, type: FileType) {
  const picture = sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error', pages: 1 })
    .timeout({ seconds: WITHIN_S })
    .autoOrient()
    .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
  if (type === PNG) return picture.png()
  return type === JPEG ? picture.jpeg({ quality: QUALITY }) : picture.webp({ quality: QUALITY })
}

function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | null = null
  return () => {
    loading ??= load()
    return loading
  }
}
