/** The code that logs the account in, for whoever holds its phone: in the terminal and as a picture, each new one in place of the last. */
import { rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { toBuffer, toString as toText } from 'qrcode'

export interface ScanCode {
  show(code: string): Promise<void>
  /** It is used, or good for nothing any more. */
  clear(): Promise<void>
}

/** `print` writes to the terminal, never to the log: whoever scans the code has the session. */
export function createScanCode(folder: string, print: (text: string) => void): ScanCode {
  const picture = join(folder, 'login.png')
  let shown: string | null = null
  return {
    async show(code) {
      if (code === '' || code === shown) return
      shown = code
      print(
        `\n${await toText(code, { type: 'terminal', small: true })}\nWeChat · 微信: scan to log in · 请用手机微信扫码登录\n`,
      )
      await writeFile(`${picture}.part`, await toBuffer(code, { scale: 6 }), { mode: 0o600 })
      await rename(`${picture}.part`, picture)
    },
    async clear() {
      shown = null
      await rm(picture, { force: true })
    },
  }
}
