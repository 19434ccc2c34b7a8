/** Weights as the bytes of a file, headed by the digest of what they were learnt from. Little-endian, as every machine that Node runs on. */
import type { Weights } from './weights.ts'

const MARK = 'TRIAGE1\n'
const DIGEST_BYTES = 32
const COUNTS_AT = MARK.length + DIGEST_BYTES
const BODY_AT = COUNTS_AT + 8

/** The file's bytes; `digest` is 64 hexadecimal digits. */
export function pack({ buckets, rarity, scales, steps }: Weights, digest: string): Buffer {
  const counts = Uint32Array.of(buckets.length, steps.length)
  return Buffer.concat([
    Buffer.from(MARK, 'latin1'),
    Buffer.from(digest, 'hex'),
    ...[counts, buckets, rarity, scales, steps].map((part) =>
      Buffer.from(part.buffer, part.byteOffset, part.byteLength),
    ),
  ])
}

/** The weights in a file's bytes; null when these are something else, were learnt from something else, or are cut short. */
export function unpack(bytes: Uint8Array, digest: string): Weights | null {
  const head = Buffer.from(bytes.subarray(0, COUNTS_AT))
  if (head.toString('latin1', 0, MARK.length) !== MARK || head.toString('hex', MARK.length) !== digest) return null
  // A copy of its own, so that numbers of four bytes start where they must.
  const rest = Uint8Array.from(bytes.subarray(COUNTS_AT)).buffer
  if (rest.byteLength < BODY_AT - COUNTS_AT) return null
  const [columns = 0, steps = 0] = new Uint32Array(rest, 0, 2)
  const at = (part: number): number => 8 + part * columns * 4
  if (rest.byteLength !== at(3) + steps) return null
  return {
    buckets: new Int32Array(rest, at(0), columns),
    rarity: new Float32Array(rest, at(1), columns),
    scales: new Float32Array(rest, at(2), columns),
    steps: new Int8Array(rest, at(3), steps),
  }
}
