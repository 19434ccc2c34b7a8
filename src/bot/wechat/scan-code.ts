/** The code that logs the account in, for whoever holds its phone: in the terminal, as a picture, and to staff; each new one in place of the last. */
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { MINUTE } from '../../domain/values.ts'

export interface ScanCodeParts {
  /** The channel's own in the data directory; the picture is `login.png`. */
  readonly folder: string
  /** Writes to the terminal, never to the log: whoever scans the code decides whose account answers. */
  readonly print: (text: string) => void
  /** Null where there is no place for a picture. */
  readonly showStaff: ((picture: Buffer) => Promise<void>) | null
}

/** Of the account's code, as it lies in the channel's folder; null while there is none. */
export async function loginPicture(folder: string): Promise<Buffer | null> {
  try {
    return await readFile(pictureIn(folder))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

const pictureIn = (folder: string): string => join(folder, 'login.png')

export interface ScanCode {
  show(code: string): Promise<void>
  /** It is used, or good for nothing any more. */
  clear(): Promise<void>
}

/** A code is good for some minutes; staff are not shown each of them. */
const STAFF_EVERY_MS = 10 * MINUTE

export function createScanCode({ folder, print, showStaff }: ScanCodeParts): ScanCode {
  const picture = pictureIn(folder)
  let shown: string | null = null
  let staffShownAt: number | null = null

  async function showToStaff(bytes: Buffer): Promise<void> {
    const now = performance.now()
    if (showStaff === null || (staffShownAt !== null && now - staffShownAt < STAFF_EVERY_MS)) return
    staffShownAt = now
    await showStaff(bytes)
  }

  async function draw(code: string): Promise<void> {
    if (code === '' || code === shown) return
    shown = code
    // Loaded for those who log in.
    const { toBuffer, toString: toText } = await import('qrcode')
    print(
      `\n${await toText(code, { type: 'terminal', small: true })}\nWeChat · 微信: scan to log in · 请用手机微信扫码登录\n`,
    )
    const bytes = await toBuffer(code, { scale: 6 })
    await writeFile(`${picture}.part`, bytes, { mode: 0o600 })
    await rename(`${picture}.part`, picture)
    await showToStaff(bytes)
  }

  async function forget(): Promise<void> {
    shown = null
    staffShownAt = null
    await rm(picture, { force: true })
  }

  /** One after another: the newest picture is the one that stays. */
  let last: Promise<void> = Promise.resolve()
  function inTurn(work: () => Promise<void>): Promise<void> {
    const turn = last.then(work)
    last = turn.catch(() => {})
    return turn
  }

  return { show: (code) => inTurn(() => draw(code)), clear: () => inTurn(forget) }
}
