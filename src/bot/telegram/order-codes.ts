/** Order numbers in a text, marked as code: a tap on one copies it. Pure. */
import { readOrderNumber } from '../../domain/order-number.ts'

/** Offsets and lengths in UTF-16 units, as Telegram counts. */
export interface CodeEntity {
  readonly type: 'code'
  readonly offset: number
  readonly length: number
}

const SHOWN = /(?<![0-9A-Z-])[0-9A-Z]{3}(?:-[0-9A-Z]{3}){2}(?![0-9A-Z-])/g

export function orderCodesIn(text: string): readonly CodeEntity[] {
  return [...text.matchAll(SHOWN)]
    .filter(([number]) => readOrderNumber(number).ok)
    .map(({ 0: number, index }) => ({ type: 'code', offset: index, length: number.length }))
}
