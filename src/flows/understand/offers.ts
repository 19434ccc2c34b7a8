/**
 * Which of the offered answers a text means. In falling certainty: its place or its label; a plain yes, no, "I don't know" or "I can't";
 * what it says of well and ill; the words that only one answer has. In doubt none: asking again costs less than a wrong answer.
 */
import { fold } from '../../domain/fold.ts'
import type { Asked } from '../questions.ts'
import type { Offer } from '../types.ts'
import { answerIn, isAcknowledgement, isDone, isQuestion, isUnsure, namesPerson } from '../words.ts'
import { isContent, saysAllRight } from './all-right.ts'
import { saysCannot } from './cannot.ts'
import { wordsIn } from './english.ts'
import { isAboutTheLast, isNewsOf, offerLike } from './likeness.ts'
import { copiedLine, offerAtPlace } from './place.ts'
import { plain } from './question.ts'
import { clausesOf, HAN, senseOf } from './sense.ts'
import { editsBetween } from './spelling.ts'

/** A text that is longer tells more than an answer; what is in it is heard otherwise. */
const LONGEST_ANSWER = 120
const CANNOT = 'cannot'

/** The offer that a text names by place or label, whatever else is in it is nothing. */
export function offerNamed(text: string, asked: Asked): string | null {
  const folded = plain(fold(text, LONGEST_ANSWER))
  const copied = copiedLine(folded, asked.offers)
  if (copied !== null && isLabel(copied.offer, said(copied.words))) return copied.offer.id
  const place = offerAtPlace(folded, asked)
  if (place !== null) return place
  const words = said(folded)
  return asked.offers.find((offer) => isLabel(offer, words))?.id ?? nearestLabel(folded, asked.offers)
}

/** The offer for who says that they cannot do what is asked, or want to skip it. */
export function offerDeclined(text: string, asked: Asked): string | null {
  const folded = plain(fold(text, LONGEST_ANSWER + 1))
  const cannot = cannotOf(asked)
  if (cannot === null || folded.length > LONGEST_ANSWER || isQuestion(text) || namesPerson(text)) return null
  return saysCannot(folded, asked, cannot) ? cannot : null
}

/** The offer that a plain yes, no, agreement, "I don't know" or "I can't do that" means at this question. */
export function offerAgreed(text: string, asked: Asked): string | null {
  if (isUnsure(text)) return asked.unsure ?? cannotOf(asked)
  const content = offerContent(text, asked)
  if (content !== null) return content
  if (asked.yes !== undefined && asked.no === undefined && isDone(text)) return asked.yes
  switch (answerIn(text)) {
    case 'yes':
      return asked.yes ?? asked.agreed ?? null
    case 'agreed':
      return asked.agreed ?? null
    case 'no':
      return asked.no ?? null
    case null:
      return null
  }
}

/** The offer that is meant by who finds all of it right: the question's own, or the one that says so: `All is right, still not alive`. */
function offerContent(text: string, asked: Asked): string | null {
  if (!isContent(text)) return null
  const meant = asked.content ?? asked.agreed
  if (meant !== undefined) return meant
  if (!saysAllRight(text)) return null
  const offers = asked.offers.filter(({ label }) => saysAllRight(label.split(/[,，]/u)[0] ?? ''))
  return offers.length === 1 ? (offers[0]?.id ?? null) : null
}

/** The offer that free words mean at a question that is answered by choosing. */
export function offerDescribed(text: string, asked: Asked): string | null {
  const folded = plain(fold(text, LONGEST_ANSWER + 1))
  const isOther = asked.takesText || folded.length > LONGEST_ANSWER || isQuestion(text) || namesPerson(text)
  if (isOther || isAcknowledgement(text) || BARE.test(folded)) return null
  return offerLike(folded, asked) ?? offerOfSense(folded, asked)
}

/** A number, a yes or a no: where it is no answer as it stands, it is none. */
const BARE = /^(?:[\d\s.,%:-]*|没有?|不是?|无|否|no|nope|nah|none|not|yes|是的?|对|有)[.!。！]?$/u

/** Good news, or none, about what was asked last; beside it the text may speak of the rest of the question. */
function offerOfSense(text: string, asked: Asked): string | null {
  const sense = senseOf(text)
  const meant = sense === 'better' || sense === 'same' ? asked[sense] : undefined
  if (meant === undefined) return null
  // What is asked there is whether all of it is well.
  if (asked.id === 'solved' && sense === 'same') return meant
  if (!isNewsOf(text, asked)) return null
  const offers = asked.offers.filter(({ id }) => id === asked.better || id === asked.same)
  const news = clausesOf(text).filter((clause) => senseOf(clause) === sense)
  return news.every((clause) => isAboutTheLast(clause, { prompt: asked.prompt, offers })) ? meant : null
}

/** The answer for who cannot do or tell what is asked. */
export const cannotOf = (asked: Asked): string | null =>
  asked.cannot ?? asked.offers.find(({ id }) => id === CANNOT)?.id ?? asked.unsure ?? null

/** 灯亮着: it is so, and goes on. */
const LASTING = /(?<=\p{Script=Han}{2})[着的]$/u

/** A text as it is held against labels. */
const said = (text: string): string => spoken(text).replace(LASTING, '')

/** The label, one of the two ways it is put (`Another one / I don’t know`), or what it begins with: 灯亮，但还是找不到. */
function isLabel({ label }: Offer, words: string): boolean {
  const whole = plain(label)
  const isChinese = HAN.test(whole)
  // A serial number or another script never is the same, and taking labels apart costs more than this.
  if ((!isChinese && HAN.test(words)) || (/\d/.test(words) && !/\d/.test(whole))) return false
  const ways = whole.includes(' / ') ? whole.split(' / ') : []
  const parts = [whole, ...ways, ...(isChinese ? [whole.split(/[,，]/u)[0] ?? whole] : [])]
  return parts.some((part) => isSame(spoken(part), words))
}

const isSame = (part: string, words: string): boolean => part === words || part === `the ${words}`

/** Without marks, and contractions opened: "I'm in" is "I am in". */
const spoken = (text: string): string =>
  HAN.test(text) ? text.replace(/[\s.!。！，,]+/gu, '') : wordsIn(text).join(' ')

const SHORTEST_MISTYPED = 5
/** One wrong letter in so many. */
const LETTERS_AN_EDIT = 7
const MOST_EDITS = 2
const NEGATED = /\b(?:no|not|never|none|nothing|without)\b/

/** A label with a slip or two in it; never one that differs in a number, or in yes and no. Chinese has no letters to mistype. */
function nearestLabel(text: string, offers: readonly Offer[]): string | null {
  if (text.length < SHORTEST_MISTYPED || !/^[\x20-\x7e]+$/.test(text)) return null
  const digits = digitsOf(text)
  const alike = offers
    .map(({ id, label }) => ({ id, label: plain(label) }))
    .filter(({ label }) => digitsOf(label) === digits)
  if (alike.length === 0) return null
  const words = spoken(text)
  const near = alike.filter(({ label }) => isNear(words, spoken(label)))
  return near.length === 1 ? (near[0]?.id ?? null) : null
}

function isNear(text: string, label: string): boolean {
  const most = Math.min(MOST_EDITS, Math.floor(label.length / LETTERS_AN_EDIT))
  return most > 0 && NEGATED.test(text) === NEGATED.test(label) && editsBetween(text, label, most) <= most
}

const digitsOf = (text: string): string => (/\d/.test(text) ? text.replace(/\D/g, '') : '')
