/** Offers as an inline keyboard: short labels in pairs, long ones alone in their row. Pure. */
import type { Question } from '../../flows/types.ts'

interface Button {
  readonly text: string
  readonly callback_data: string
}
export interface InlineKeyboard {
  readonly inline_keyboard: readonly (readonly Button[])[]
}

/** In Latin letters; a Chinese character or an emoji takes two. Wider labels are cut off in half a phone's row. */
const SHORT_LABEL_WIDTH = 16
const WIDE = /[\p{Script=Han}\p{Extended_Pictographic}\u3000-\u30FF\uFF00-\uFF60]/u

/** A tap gives `<question id>:<offer id>` back. */
export function keyboardOf({ id, offers }: Question): InlineKeyboard {
  const rows: Button[][] = []
  for (const { id: offer, label } of offers) {
    const button = { text: label, callback_data: `${id}:${offer}` }
    const last = rows.at(-1)
    if (last !== undefined && last.length === 1 && isShort(label) && last.every(({ text }) => isShort(text))) {
      last.push(button)
    } else rows.push([button])
  }
  return { inline_keyboard: rows }
}

function isShort(label: string): boolean {
  return Array.from(label).reduce((width, char) => width + (WIDE.test(char) ? 2 : 1), 0) <= SHORT_LABEL_WIDTH
}
