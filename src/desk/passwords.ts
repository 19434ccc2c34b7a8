/** Passwords as scrypt hashes, each with its salt and parameters. At most two are computed at a time: each takes 32 MiB and a core. */
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

const COST = 2 ** 15
const BLOCK = 8
const HASH_BYTES = 32
const SALT_BYTES = 16
const MOST_MEMORY = 64 * 1024 * 1024
const AT_ONCE = 2

export const SHORTEST_PASSWORD = 8
export const LONGEST_PASSWORD = 200

/** `scrypt$<cost>$<block>$<salt>$<hash>`, the last two in base64url. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES)
  const hash = await derived(password, salt, COST, BLOCK)
  return ['scrypt', COST, BLOCK, salt.toString('base64url'), hash.toString('base64url')].join('$')
}

/** With null, for a name that nobody has, it takes as long and answers false. */
export async function isPassword(password: string, stored: string | null): Promise<boolean> {
  const [, cost, block, salt = '', hash = ''] = (stored ?? NOBODY).split('$')
  const wanted = Buffer.from(hash, 'base64url')
  const given = await derived(password, Buffer.from(salt, 'base64url'), Number(cost), Number(block))
  return wanted.length === given.length && timingSafeEqual(wanted, given) && stored !== null
}

const NOBODY = `scrypt$${COST}$${BLOCK}$${randomBytes(SALT_BYTES).toString('base64url')}$`

let running = 0
const queue: (() => void)[] = []

async function derived(password: string, salt: Buffer, cost: number, block: number): Promise<Buffer> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => queue.push(resolve))
  running += 1
  try {
    return await new Promise<Buffer>((resolve, reject) => {
      const options = { N: cost, r: block, p: 1, maxmem: MOST_MEMORY }
      // Composed alike on every keyboard.
      scrypt(password.normalize('NFKC'), salt, HASH_BYTES, options, (error, hash) =>
        error === null ? resolve(hash) : reject(error),
      )
    })
  } finally {
    running -= 1
    queue.shift()?.()
  }
}
