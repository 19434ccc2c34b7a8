/** A build that has nothing of WeChat: a copy of `dist/` whose channel is off for good, and in which neither the rest of it nor Wechaty can be found. */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const PROJECT = fileURLToPath(new URL('../..', import.meta.url))
const WECHATY = /^(?:wechaty|file-box$|@juzi$)/
/** What the desk's start itself knows of WeChat: the id of a staff room, and where the picture of a code lies. */
const KEPT = new Set(['places.js', 'scan-code.js'])
const CHANNEL_OFF = `import { join } from 'node:path'
import { offChannel } from './off-channel.js'
export const wechatFolder = ({ dataDir }) => join(dataDir, 'wechat')
export const wechatFor = () => offChannel('wechat', 'not in this build')
`

export function withoutWechat(): { readonly cli: string; remove(): void } {
  const root = mkdtempSync(join(tmpdir(), 'aftercare-without-wechat-'))
  for (const part of ['dist', 'content', 'package.json'])
    cpSync(join(PROJECT, part), join(root, part), { recursive: true })
  writeFileSync(join(root, 'dist/wiring/wechat.js'), CHANNEL_OFF)
  const channel = join(root, 'dist/bot/wechat')
  for (const name of readdirSync(channel)) if (!KEPT.has(name)) rmSync(join(channel, name), { recursive: true })
  const [packages, linked] = [join(PROJECT, 'node_modules'), join(root, 'node_modules')]
  mkdirSync(linked)
  // By the names of packages alone: what Wechaty needs itself lies beside them, and is loaded by nothing else.
  for (const name of readdirSync(packages))
    if (!WECHATY.test(name)) symlinkSync(join(packages, name), join(linked, name))
  return { cli: join(root, 'dist/cli.js'), remove: () => rmSync(root, { recursive: true, force: true }) }
}
