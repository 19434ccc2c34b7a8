/** Renders a line for channels without buttons: the text with its question's offers as numbered lines. Holds no words of any language. */
import type { Line } from '../flows/types.ts'

/** The text, and under it `1  label` for each offer, counted from 1 in the order offered. A label is kept on one line. */
export function renderNumbered(line: Pick<Line, 'text' | 'question'>): string {
  const offers = line.question?.offers ?? []
  return [line.text, ...offers.map((offer, index) => `${index + 1}  ${onOneLine(offer.label)}`)]
    .filter((part) => part !== '')
    .join('\n')
}

function onOneLine(label: string): string {
  return label.replace(/\s+/g, ' ').trim()
}
