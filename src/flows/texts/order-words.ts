/** How parts of an order are written in both languages: machines, carriers, amounts. */
import type { Move, Order } from '../../domain/order.ts'
import { carrierIn, carrierName, showTracking } from '../../domain/tracking.ts'
import type { Language, TrackingNumber } from '../../domain/values.ts'

/** The places of the machines that moves are about, counted from 0. */
export const placesIn = (moves: readonly Move[]): readonly number[] =>
  moves.flatMap((move) => ('machine' in move ? [move.machine] : 'machines' in move ? move.machines : []))

/** `the machine`, `all 3 machines`, `machine 2 (X16-Q)`: told by their places. */
export function machinesNamed({ machines }: Order, places: readonly number[], lang: Language): string {
  if (machines.length === 1) return lang === 'en' ? 'the machine' : '机器'
  if (places.length === machines.length)
    return lang === 'en' ? `all ${places.length} machines` : `全部 ${places.length} 台机器`
  const named = places.map((place) => {
    const model = machines[place]?.model ?? '–'
    return lang === 'en' ? `machine ${place + 1} (${model})` : `第 ${place + 1} 台（${model}）`
  })
  return lang === 'en' ? listed(named) : named.join('、')
}

const listed = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join() : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`

/** A carrier by its usual name; one that is not on the list as it was typed. */
export function carrierWritten(carrier: string, lang: Language): string {
  const known = carrierIn(carrier)
  return known === null ? carrier : carrierName(known)[lang]
}

/** P11c: in groups, so that it can be compared. */
export const trackingWritten = (tracking: string): string => showTracking(tracking as TrackingNumber)

/** `1,200 USD`: thousands apart, no guess at a currency's sign. */
export const amountWritten = (amount: number, currency: string): string => {
  const [whole = '', part] = String(amount).split('.')
  return `${whole.replace(/\B(?=(?:\d{3})+$)/g, ',')}${part === undefined ? '' : `.${part.padEnd(2, '0')}`} ${currency}`
}
