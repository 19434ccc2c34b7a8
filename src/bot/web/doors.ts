/** The doors of the chat's API: what a page may send, checked and cleaned before anything acts on it. Pure. */
import { z } from 'zod'
import { LANGUAGES } from '../../domain/values.ts'

export const MAX_TEXT_BYTES = 64 * 1024
/** Room for a text in which every character is escaped once. */
export const MAX_BODY_BYTES = 3 * MAX_TEXT_BYTES

/** Drawn by the page for each message: the same one is taken once. */
const id = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/)
const lang = z.enum(LANGUAGES).optional()
/** Questions and offers as the flows name them. */
const name = z.string().regex(/^[A-Za-z0-9_.-]{1,64}$/)

const messageSchema = z.strictObject({ id, lang, text: z.string().transform(cleaned) })
const choiceSchema = z.strictObject({ id, lang, question: name, offer: name })
/** `name` is what the customer's device calls it: shown to them, and never used for anything else. */
const uploadSchema = z.strictObject({
  id,
  lang,
  name: z.string().max(1_000).default('').transform(fileName),
})
const linkSchema = z.strictObject({ link: z.string().regex(/^[A-Za-z0-9_-]{43}$/) })
const seenSchema = z.strictObject({ id: z.int().positive() })

export type Message = z.output<typeof messageSchema>
export type Choice = z.output<typeof choiceSchema>
export type Upload = z.output<typeof uploadSchema>

/** Each answers null for what no page of ours sends. A text may be empty or too long: that is for the intake to say. */
export const readMessage = (body: unknown): Message | null => messageSchema.safeParse(body).data ?? null
export const readChoice = (body: unknown): Choice | null => choiceSchema.safeParse(body).data ?? null
export const readUpload = (query: unknown): Upload | null => uploadSchema.safeParse(query).data ?? null
export const readLink = (body: unknown): string | null => linkSchema.safeParse(body).data?.link ?? null
export const readSeen = (body: unknown): number | null => seenSchema.safeParse(body).data?.id ?? null

/** Where a stream goes on: the id of the entry shown last, 0 for none or for anything else. */
export function readPosition(...given: readonly unknown[]): number {
  const ids = given.map((one) => (typeof one === 'string' && /^\d{1,15}$/.test(one) ? Number(one) : 0))
  return Math.max(...ids)
}

/** Lines end with `\n`; control characters and halves of characters, which no text needs, are gone. */
function cleaned(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(/(?![\n\t])\p{Control}/gu, '')
}

const LONGEST_NAME = 80

/** The last part of a path, without what could change how the line around it reads. */
function fileName(given: string): string {
  const name = given
    .replace(/[\p{Control}\p{Surrogate}\p{Bidi_Control}]/gu, '')
    .split(/[/\\]/)
    .at(-1)
  return Array.from(name ?? '')
    .slice(0, LONGEST_NAME)
    .join('')
    .trim()
}
