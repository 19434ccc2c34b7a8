/** The shapes of questions: prompt, offers, and what a plain yes or no means. Used by each flow's questions. */
import type { Content } from '../domain/content.ts'
import type { Context } from './context.ts'
import type { Texts } from './texts/phrase.ts'
import type { Offer, Question } from './types.ts'

/** A question ready to be asked, and how an answer to it is read. */
export interface Asked extends Question {
  readonly prompt: string
  /** Free text is an answer: words about something else must be clear to be taken as such. */
  readonly takesText: boolean
  /** The offer that a plain yes means, if any. */
  readonly yes?: string
  /** The offer that mere agreement ("ok", 好的) means; a plain yes means it too. */
  readonly agreed?: string
  /** The offer that "all of it is right" or 没问题 means, where it is not the same. */
  readonly content?: string
  readonly no?: string
  /** The offer that "I don't know" means. */
  readonly unsure?: string
  /** The offer that "I can't do that" means. */
  readonly cannot?: string
  /** The offer that good news means ("it works now"), and the one that no change means ("still the same"). */
  readonly better?: string
  readonly same?: string
}

/** What a question is a function of. */
export interface Known {
  readonly content: Content
  readonly texts: Texts
  readonly context: Context
}

export const offer = (id: string, label: string): Offer => ({ id, label })

/** A question whose answers are its offers. */
export const chosen = (id: string, prompt: string, offers: readonly Offer[]): Asked => ({
  id,
  prompt,
  offers,
  takesText: false,
})

/** A question that free text answers. */
export const typed = (id: string, prompt: string, offers: readonly Offer[]): Asked => ({
  id,
  prompt,
  offers,
  takesText: true,
})

export const has = (offers: readonly Offer[], id: string): boolean => offers.some((candidate) => candidate.id === id)
