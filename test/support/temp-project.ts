/** A small project in a directory of its own, with our scripts and compiler and with commands of its own on PATH. Gone after the test. */
import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const PROJECT = fileURLToPath(new URL('../..', import.meta.url))

export interface Ran {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

export class TempProject {
  readonly root: string

  constructor() {
    this.root = mkdtempSync(join(tmpdir(), 'aftercare-ground-'))
  }

  path(name: string): string {
    return join(this.root, name)
  }

  write(name: string, text: string): void {
    mkdirSync(dirname(this.path(name)), { recursive: true })
    writeFileSync(this.path(name), text)
  }

  /** A command of the directory `bin`, in POSIX shell. */
  command(name: string, body: string): void {
    this.write(`bin/${name}`, `#!/bin/sh\n${body}\n`)
    chmodSync(this.path(`bin/${name}`), 0o755)
  }

  /** A file or directory of ours, at the same place here. */
  copy(name: string): void {
    cpSync(join(PROJECT, name), this.path(name), { recursive: true })
  }

  link(name: string): void {
    mkdirSync(dirname(this.path(name)), { recursive: true })
    symlinkSync(join(PROJECT, name), this.path(name))
  }

  /** Runs node here and waits for it. */
  node(args: readonly string[], env: NodeJS.ProcessEnv = process.env): Ran {
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: this.root, env, encoding: 'utf8' })
    return { status, stdout, stderr }
  }

  start(args: readonly string[], env: NodeJS.ProcessEnv = process.env) {
    return spawn(process.execPath, args, { cwd: this.root, env, stdio: ['ignore', 'pipe', 'pipe'] })
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true })
  }
}
