/** Files as customers send them: small ones of each kind, and some that are not what they say. */
import sharp from 'sharp'

/** A photo with a place in it, which nobody else should come to know. */
export const PLACE = 'N 30 deg 12 example'
export const photo = (background = '#2f6f5f'): Promise<Buffer> =>
  sharp({ create: { width: 320, height: 240, channels: 3, background } })
    .withExifMerge({ IFD0: { Copyright: PLACE } })
    .jpeg()
    .toBuffer()

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1')
export const MP4 = latin1(`\0\0\0\x18ftypmp42\0\0\0\0mp42isom${'\0\x01'.repeat(900)}`)
export const OGG = latin1(`OggS\0\x02${'\0'.repeat(8)}OpusHead${'\x07'.repeat(700)}`)
export const PROGRAM = latin1('MZ\x90\0\x03\0\0\0\x04\0')
export const HEIC = latin1('\0\0\0\x18ftypheic\0\0\0\0mif1heic')
