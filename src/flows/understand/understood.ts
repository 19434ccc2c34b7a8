/** What a message may mean, and where it is heard: the words that all rules share. */
import type { Asked } from '../questions.ts'
import type { Unstamped } from '../running.ts'
import type { Command, Facts, FlowEvent, Topic } from '../types.ts'
import { NO_FACTS } from './facts.ts'

/** For the flow machine, for a person, or the end of a talk with one. */
export type Understood =
  | { readonly for: 'flow'; readonly event: Unstamped<FlowEvent> }
  | { readonly for: 'person' }
  | { readonly for: 'end' }

/** Where the conversation stands when a message comes in. */
export interface Place {
  /** The open question, null while nothing is asked. */
  readonly asked: Asked | null
  /** A danger was told already. */
  readonly dangerKnown: boolean
  /** These are the first words of the conversation. */
  readonly opening: boolean
  /** Nothing is under way. */
  readonly idle: boolean
  /** The machine in question; null while it is not known. */
  readonly model: string | null
  /** An order was filed in this conversation. */
  readonly hasOrders: boolean
}

export const toFlow = (event: Unstamped<FlowEvent>): Understood => ({ for: 'flow', event })
export const commanded = (command: Command): Understood => toFlow({ type: 'customer.commanded', command })

/** Some offers mean the same under every question. */
export function chose(offer: string, facts: Facts = NO_FACTS): Understood {
  if (offer === 'person') return { for: 'person' }
  if (offer === 'hours' || offer === 'status') return askedAbout(offer)
  return toFlow({ type: 'customer.chose', offer, facts })
}

/** The main question and those about rules beside it; where an order stands is told by itself. */
export function askedAbout(main: Topic, others: readonly Topic[] = [], model: string | null = null): Understood {
  if (main === 'status') return toFlow({ type: 'customer.askedForStatus' })
  const rules = others.filter((topic) => topic !== 'status')
  return toFlow({ type: 'customer.asked', topics: [main, ...rules], model })
}

/** Null without any question. */
export function askedAll([main, ...others]: readonly Topic[], model: string | null): Understood | null {
  return main === undefined ? null : askedAbout(main, others, model)
}

export const choseIf = (offer: string | null, facts?: Facts): Understood | null =>
  offer === null ? null : chose(offer, facts)
