/** The peers: installed apart from the product, on the first run, and started from their own folder. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import * as form from './form.ts'
import type { Opened, Place, Side } from './side.ts'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** Installs what package-lock.json here names, if it is not there yet. Says so. Throws when npm cannot. */
export function installPeers(): void {
  if (existsSync(here('./node_modules/.package-lock.json'))) return
  console.log('Installing what is measured beside (telegraf, grammY): npm ci in bench/engine')
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  const { status } = spawnSync('npm', args, { cwd: here('.'), stdio: 'inherit' })
  if (status !== 0) throw new Error('the peers could not be installed')
}

interface Peer {
  open(place: Place, of: typeof form): Promise<Opened>
}

function peer(name: string, file: string): Side {
  return {
    name,
    async open(place) {
      const { open } = (await import(new URL(`./peers/${file}`, import.meta.url).href)) as Peer
      return await open(place, form)
    },
  }
}

export const telegraf = peer('telegraf WizardScene', 'telegraf.mjs')
export const grammy = peer('grammY conversations', 'grammy.mjs')
