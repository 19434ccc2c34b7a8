/** What was learnt as the bytes of a file, headed by the digest of what it was learnt from. Little-endian, as every machine that Node runs on. */
import type { Learnt } from './learn.ts'
import type { Weights } from './weights.ts'

const MARK = 'TRIAGE2\n'
const DIGEST_BYTES = 32
const HEAD_BYTES = MARK.length + DIGEST_BYTES
/** Two counts before each table: its columns, and its steps. */
const COUNTS_BYTES = 8

/** The file's bytes; `digest` is 64 hexadecimal digits. */
export function pack({ labels, topics }: Learnt, digest: string): Buffer {
  return Buffer.concat([Buffer.from(MARK, 'latin1'), Buffer.from(digest, 'hex'), packTable(labels), packTable(topics)])
}

/** What a file's bytes hold; null when these are something else, were learnt from something else, or are cut short. */
export function unpack(bytes: Uint8Array, digest: string): Learnt | null {
  const head = Buffer.from(bytes.subarray(0, HEAD_BYTES))
  if (head.toString('latin1', 0, MARK.length) !== MARK || head.toString('hex', MARK.length) !== digest) return null
  // A copy of its own, so that numbers of four bytes start where they must.
  const rest = Uint8Array.from(bytes.subarray(HEAD_BYTES)).buffer
  const labels = unpackTable(rest, 0)
  const topics = labels && unpackTable(rest, labels.end)
  return labels && topics && topics.end === rest.byteLength ? { labels: labels.table, topics: topics.table } : null
}

function packTable({ buckets, rarity, scales, steps }: Weights): Buffer {
  const counts = Uint32Array.of(buckets.length, steps.length)
  const parts = [counts, buckets, rarity, scales, steps, new Uint8Array(padding(steps.length))]
  return Buffer.concat(parts.map((part) => Buffer.from(part.buffer, part.byteOffset, part.byteLength)))
}

/** The table that starts at `from`, and where it ends; null when the bytes end before. */
function unpackTable(bytes: ArrayBuffer, from: number): { readonly table: Weights; readonly end: number } | null {
  if (bytes.byteLength < from + COUNTS_BYTES) return null
  const [columns = 0, steps = 0] = new Uint32Array(bytes, from, 2)
  const at = (part: number): number => from + COUNTS_BYTES + part * columns * 4
  const end = at(3) + steps + padding(steps)
  if (bytes.byteLength < end) return null
  const table = {
    buckets: new Int32Array(bytes, at(0), columns),
    rarity: new Float32Array(bytes, at(1), columns),
    scales: new Float32Array(bytes, at(2), columns),
    steps: new Int8Array(bytes, at(3), steps),
  }
  return { table, end }
}

/** Bytes that bring the next table to a multiple of four. */
const padding = (length: number): number => (4 - (length % 4)) % 4
