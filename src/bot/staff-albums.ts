/**
 * Albums in the staff group: their parts are messages of their own, and a note under one of them is a note under all. So none of them is read
 * before all are there. Pure.
 */
import { readStaffLine } from '../flows/staff-room.ts'
import type { StaffRoomInbound } from '../flows/types.ts'
import { type Claim, SETTLE_MS } from '../ports.ts'
import { readStaffRoomInbound } from './letters.ts'

/** `take`: the letters of a claim before the first album that may not be whole; `waitMs`: where that is none, how long it may still be coming. */
export interface Settled {
  readonly take: number
  readonly waitMs: number
}

export function settledLetters({ mail, nextAt, now }: Pick<Claim, 'mail' | 'nextAt' | 'now'>): Settled {
  const albums = mail.map(({ body }) => albumOf(readStaffRoomInbound(body)))
  for (const [first, album] of albums.entries()) {
    if (album === null || albums.indexOf(album) < first) continue
    const left = SETTLE_MS - (now - (mail[first]?.at ?? now))
    const goesOn = nextAt !== null && albums.at(-1) === album && first > 0
    if (left > 0 || goesOn) return { take: first, waitMs: first === 0 ? Math.min(left, SETTLE_MS) : 0 }
  }
  return { take: mail.length, waitMs: 0 }
}

/** What stands without words beside a note of its album is part of that note. */
export function withAlbumNotes(inbounds: readonly StaffRoomInbound[]): readonly StaffRoomInbound[] {
  const notes = new Map<string, string>()
  for (const inbound of inbounds) {
    const album = albumOf(inbound)
    if (album !== null && inbound.kind === 'typed' && staysInside(inbound.text)) notes.set(album, inbound.text)
  }
  return inbounds.map((inbound) => {
    const note = notes.get(albumOf(inbound) ?? '')
    return note === undefined || inbound.kind !== 'typed' ? inbound : { ...inbound, text: note }
  })
}

const albumOf = (inbound: StaffRoomInbound): string | null =>
  inbound.kind === 'typed' ? (inbound.album ?? null) : null

const staysInside = (text: string): boolean => readStaffLine(text).kind !== 'line'
