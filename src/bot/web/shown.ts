/** What the page shows of a conversation, as it is kept in the feed. Pure. */
import type { Line, Question } from '../../flows/types.ts'
import type { FeedEntry, KeptFile } from '../../ports.ts'
import { splitText } from '../split.ts'
import type { Choice } from './doors.ts'

export type Shown =
  /** `key` is the id that the page drew for it; `cut`: the page shows the beginning, the desk got all of it. */
  | { readonly from: 'customer'; readonly key: string; readonly text: string; readonly cut: boolean }
  /** `text` is the name that the customer's device gave it. */
  | {
      readonly from: 'customer'
      readonly key: string
      readonly text: string
      readonly cut: false
      readonly file: FileShown
    }
  | {
      readonly from: 'bot' | 'staff'
      readonly text: string
      readonly question: Question | null
      /** `name`: as the person who sent it calls it, may be empty. */
      readonly file?: FileShown & { readonly name: string }
    }

export type FileShown = Pick<KeptFile, 'id' | 'kind' | 'size' | 'preview'>

/** A pasted log need not be kept twice; its beginning tells the customer which one it was. */
const LONGEST_SHOWN = 4_000

export function customerShown(key: string, text: string): Shown {
  const [beginning = '', ...rest] = splitText(text, LONGEST_SHOWN)
  return { from: 'customer', key, text: beginning, cut: rest.length > 0 }
}

export const fileShown = (key: string, text: string, kept: KeptFile): Shown => ({
  from: 'customer',
  key,
  text,
  cut: false,
  file: shownOf(kept),
})

/** `kept`: what goes with the line. */
export const lineShown = ({ from, text, question, file }: Line, kept: KeptFile | null = null): Shown => ({
  from,
  text,
  question,
  ...(kept !== null && { file: { ...shownOf(kept), name: file?.name ?? '' } }),
})

const shownOf = ({ id, kind, size, preview }: KeptFile): FileShown => ({ id, kind, size, preview })

/** The words on a button that the page shows, under the newest line that asks this question. Null when there is none. */
export function labelOf(entries: readonly FeedEntry[], { question, offer }: Choice): string | null {
  for (const { body } of entries.toReversed()) {
    const shown = JSON.parse(body) as Shown
    if (shown.from === 'customer' || shown.question?.id !== question) continue
    return shown.question.offers.find(({ id }) => id === offer)?.label ?? null
  }
  return null
}
