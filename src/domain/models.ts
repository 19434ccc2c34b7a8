/** The models of the vendor's list (domain section 2) and how one is recognised in free text. The list itself is content. */
import { fold } from './fold.ts'

/** A value that is not known is absent: nothing about a machine is guessed. */
export interface Model {
  readonly name: string
  /** Other spellings people use; case, spaces and dashes never matter. */
  readonly aliases: readonly string[]
  readonly nominalMhs?: number | undefined
  readonly powerW?: number | undefined
  readonly fans?: number | undefined
  readonly chips?: number | undefined
  /** The warranty period in days (P12); absent while the vendor has not set one. */
  readonly warrantyDays?: number | undefined
  /** For staff and texts: mains, temperature, noise. */
  readonly notes?: string | undefined
}

interface Spelling {
  readonly pattern: RegExp
  readonly model: Model
}

const FREE_TEXT_CAP = 4096
const SEPARATOR = '[\\s_-]*'
const patterns = new WeakMap<readonly Model[], readonly Spelling[]>()

/** The model named in free text, by its longest spelling (`x16q pro` is not an X16-Q); null without one. */
export function modelIn(text: string, models: readonly Model[]): Model | null {
  const folded = fold(text, FREE_TEXT_CAP).replace(/\p{Pd}|\u2212/gu, '-')
  return spellings(models).find(({ pattern }) => pattern.test(folded))?.model ?? null
}

function spellings(models: readonly Model[]): readonly Spelling[] {
  const known = patterns.get(models)
  if (known) return known
  const all = models.flatMap((model) => [model.name, ...model.aliases].map((name) => ({ name, model })))
  const longestFirst = all.sort((a, b) => weight(b.name) - weight(a.name))
  const made = longestFirst.map(({ name, model }) => ({ pattern: spelling(name), model }))
  patterns.set(models, made)
  return made
}

function weight(name: string): number {
  return fold(name).replace(/[\s_-]/g, '').length
}

/** `X16-Q Pro`: parts in order, anything or nothing between them, a space allowed where a letter meets a digit, nothing more around. */
function spelling(name: string): RegExp {
  const parts = fold(name)
    .split(/[\s_-]+/)
    .map((part) => literally(part).replace(/([a-z])(?=\d)/gi, '$1[\\s-]?'))
  return new RegExp(`(?<![a-z0-9])${parts.join(SEPARATOR)}(?![a-z0-9])`, 'i')
}

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
