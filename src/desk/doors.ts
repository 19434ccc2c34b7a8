/** The doors of the desk's API: what a page may send, checked and cleaned before anything acts on it. Pure. */
import { z } from 'zod'
import type { PlainDate } from '../domain/calendar.ts'
import { readable } from '../domain/fold.ts'
import { STAFF_ROLES } from '../domain/staff-role.ts'
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from './passwords.ts'

const LONGEST_NAME = 40
/** As long as a message of any channel may be, several times over: it is split where it must be. */
const LONGEST_LINE = 8_000
const LONGEST_NOTE = 2_000
const LONGEST_FILE_NAME = 120

const login = z
  .string()
  .transform((text) => text.trim().toLowerCase())
  .pipe(z.string().regex(/^[a-z0-9][a-z0-9._-]{1,31}$/))
const name = z
  .string()
  .max(400)
  .transform((text) => readable(text, LONGEST_NAME).replace(/\s+/g, ' '))
  .pipe(z.string().min(1))
const newPassword = z.string().min(SHORTEST_PASSWORD).max(LONGEST_PASSWORD)
const token = z.string().regex(/^[A-Za-z0-9_-]{43}$/)
const role = z.enum(STAFF_ROLES)
const ACT_ID = /^[A-Za-z0-9_-]{8,64}$/
/** Drawn by the page for each act: the same one is done once. */
const id = z.string().regex(ACT_ID)
export const isActId = (text: string): boolean => ACT_ID.test(text)
const words = (cap: number) =>
  z
    .string()
    .max(cap * 4)
    .transform((text) => readable(text, cap))
    .pipe(z.string().min(1))

const mayBeEmpty = (cap: number) =>
  z
    .string()
    .max(cap * 4)
    .transform((text) => readable(text, cap))

/** As the desk names it when it was brought. */
const fileId = z.string().regex(/^[A-Za-z0-9_-]{22}$/)
/** As its sender's device has it: shown to the customer, and never a path. */
const fileName = z
  .string()
  .max(1_000)
  .transform((text) => readable(text.replace(/[/\\]/g, '_'), LONGEST_FILE_NAME).replace(/\s+/g, ' ') || 'file')

/** In China, as `calendar.ts` writes it. */
const date = z.iso.date().transform((text) => text as PlainDate)
const minute = z.int().min(0).max(1_439)
const LONGEST_REASON = 80

const DOORS = {
  // A name that is none is a wrong one: it is counted like the others.
  signIn: z.strictObject({ login: z.string().max(200), password: z.string().max(LONGEST_PASSWORD) }),
  join: z.strictObject({ token, login, name, password: newPassword }),
  lookAtInvite: z.strictObject({ token }),
  changePassword: z.strictObject({ password: z.string().max(LONGEST_PASSWORD), fresh: newPassword }),
  newPerson: z.strictObject({ role }),
  person: z.strictObject({
    name,
    role,
    telegram: z
      .string()
      .regex(/^\d{1,16}$/)
      .nullable(),
  }),
  act: z.strictObject({ id }),
  line: z.union([
    z.strictObject({ id, text: words(LONGEST_LINE) }).transform((line) => ({ ...line, file: null })),
    z.strictObject({ id, text: mayBeEmpty(LONGEST_LINE), file: z.strictObject({ id: fileId, name: fileName }) }),
  ]),
  note: z.strictObject({ id, text: words(LONGEST_NOTE) }),
  assign: z.strictObject({ id, to: z.string().max(100) }),
  ban: z.strictObject({ id, reason: mayBeEmpty(LONGEST_REASON) }),
  // Typed by hand, in either language: it cannot be brought back.
  erase: z.strictObject({ id, word: z.enum(['erase', '删除']) }),
  exportAll: z.strictObject({ word: z.enum(['export', '导出']) }),
  close: z.strictObject({ id, minutes: z.int().min(0).max(240) }),
  hours: z.discriminatedUnion('kind', [
    z.strictObject({ id, kind: z.literal('off'), date, reason: words(LONGEST_REASON) }),
    z.strictObject({ id, kind: z.enum(['close', 'open']), date, minute, reason: words(LONGEST_REASON) }),
  ]),
  move: z.strictObject({
    id,
    machines: z.array(z.int().min(0).max(499)).max(500).nullable(),
    move: z.looseObject({ type: z.string().max(60) }),
    note: mayBeEmpty(300).nullable(),
  }),
} as const

type Doors = typeof DOORS
/** Null for what no page of ours sends. */
export const read = <Name extends keyof Doors>(door: Name, body: unknown): z.output<Doors[Name]> | null =>
  (DOORS[door].safeParse(body).data as z.output<Doors[Name]> | undefined) ?? null

/** A parameter of the query, at most `cap` characters; null without it. */
export function asked(query: unknown, parameter: string, cap = 200): string | null {
  const value = (query as Readonly<Record<string, unknown>>)[parameter]
  return typeof value === 'string' && value !== '' && value.length <= cap ? value : null
}
