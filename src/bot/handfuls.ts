/** Much at once, begun a handful at a time, so that what each piece asks of Redis is answered in time. Knows nothing of what the work is. */
import { SECOND } from '../domain/values.ts'

export interface Handful {
  readonly most: number
  /** Work that takes longer, as a send to a platform that hangs, makes room for the next all the same. */
  readonly roomAfterMs: number
}
const HANDFUL: Handful = { most: 200, roomAfterMs: SECOND }

/** Begins all in order; resolves once the last has begun, however long it takes. `begin` ends as it will: failures are its own business. */
export async function inHandfuls<T>(
  items: readonly T[],
  begin: (item: T) => Promise<void> | undefined,
  { most, roomAfterMs }: Handful = HANDFUL,
): Promise<void> {
  let room = most
  let onRoom: () => void = () => {}
  for (const item of items) {
    if (room === 0) await new Promise<void>((resolve) => (onRoom = resolve))
    const work = begin(item)
    if (work === undefined) continue
    room -= 1
    void endOrLate(work, roomAfterMs).then(() => {
      room += 1
      onRoom()
    })
  }
}

async function endOrLate(work: Promise<void>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms)
  })
  await Promise.race([work.catch(() => {}), late])
  clearTimeout(timer)
}
