/** What is done in a staff room beside posting lines. Types only. */
import type { StaffRoomEffect } from '../flows/staff-room.ts'

type About<Kind extends StaffRoomEffect['kind']> = StaffRoomEffect extends infer Effect
  ? Effect extends { readonly kind: Kind; readonly about: string }
    ? Omit<Effect, 'about'>
    : never
  : never

/** About one customer. `open`: a line that opens the customer's topic where there is none. */
export type RoomAct = About<'card' | 'open' | 'card.changed' | 'title' | 'mark' | 'erase'>

/** About nobody, and of use only where there are buttons: an answer to who pressed one, a question that is answered, the menu. */
export type GroupAct = Extract<StaffRoomEffect, { kind: 'toast' | 'settled' | 'menu' }>
