/** A certificate of a test's own making, which nobody trusts who was not told to. Made by openssl. */
import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Certificate {
  readonly keyFile: string
  /** The certificate, and the authority that vouches for it: itself. */
  readonly caFile: string
  /** For Node's servers. */
  readonly pair: { readonly key: Buffer; readonly cert: Buffer }
}

export const hasOpenssl = spawnSync('openssl', ['version']).status === 0

/** Good for two days, for `localhost` and 127.0.0.1. Throws without openssl. */
export function makeCertificate(directory: string): Certificate {
  const [keyFile, caFile] = [join(directory, 'key.pem'), join(directory, 'ca.pem')]
  const made = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout', keyFile, '-out', caFile]
  const subject = ['-subj', '/CN=Aftercare test', '-addext', 'subjectAltName=IP:127.0.0.1,DNS:localhost']
  execFileSync('openssl', [...made, ...subject], { stdio: 'ignore' })
  return { keyFile, caFile, pair: { key: readFileSync(keyFile), cert: readFileSync(caFile) } }
}
