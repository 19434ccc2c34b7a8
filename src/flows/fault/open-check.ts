/** Which check is open now: of the place while several machines fail at once, then of the machine. An answer leads on from there. */
import type { End } from '../../domain/content/tree-check.ts'
import type { AskedFirst, Check, Content } from '../../domain/content.ts'
import { checkAfter, conclusionOf, endOf, nextCheck, type Outcome, outcomeIn, outcomeOf, visits } from '../checks.ts'
import { areSeveral, type Context } from '../context.ts'

interface OpenCheck {
  readonly of: 'site' | 'machine'
  readonly check: Check
  /** The first time it is asked 0, the second 1. */
  readonly round: number
}

/** The check to ask now; null when there is none left, or a verdict was reached. */
export function openCheck(content: Content, context: Context): OpenCheck | null {
  const ofSite = siteCheck(content, context)
  if (ofSite !== null) return { of: 'site', check: ofSite, round: visits(context.siteTried, ofSite) }
  const check = siteEnd(content, context) === 'staff' ? null : nextCheck(content, context)
  return check === null ? null : { of: 'machine', check, round: visits(context.tried, check) }
}

/** What an answer to the open check leads to; null when the check does not offer it. */
export function outcomeOfOpen(content: Content, context: Context, offer: string): Outcome | null {
  const open = openCheck(content, context)
  if (open === null) return null
  if (open.of === 'machine') return outcomeOf(content, context, open.check, offer)
  const outcome = content.site === null ? null : outcomeIn(content.site, context.siteTried, open.check, offer)
  // A place that nothing was found at leads on to the machine.
  return outcome === 'done' && nextCheck(content, context) !== null ? 'more' : outcome
}

/** What the checks of the place or of the machine ended with, in the words of its tree; null while they lead on. */
export function verdictReached(content: Content, context: Context) {
  const end = siteEnd(content, context)
  const text = end === null ? undefined : content.site?.verdicts[end]
  const ofMachine = conclusionOf(content, context)
  if (ofMachine !== null || end === null || text === undefined) return ofMachine
  return { verdict: end, say: text.say, why: text.why ?? null }
}

/** Whether the symptom's content wants this asked before the checks. */
export const asksFirst = (content: Content, { symptom }: Pick<Context, 'symptom'>, what: AskedFirst): boolean =>
  content.symptoms.some(({ code, askFirst }) => code === symptom && askFirst.includes(what))

/** Whether several machines fail at once with what may be the place's fault, so that no single machine is asked about yet. */
export const isSiteMatter = (content: Content, context: Context): boolean =>
  areSeveral(context) && content.site !== null && asksFirst(content, context, 'several')

function siteCheck(content: Content, context: Context): Check | null {
  if (content.site === null || context.checked || !isSiteMatter(content, context)) return null
  if (siteEnd(content, context) !== null || context.tried.length > 0) return null
  return checkAfter(content.site, context.siteTried, startOf(content, context))
}

const startOf = ({ site }: Content, { symptom }: Context): string | null =>
  symptom === null ? null : (site?.starts[symptom] ?? null)

/** No tree of a place proposes a return. */
function siteEnd({ site }: Content, { siteTried }: Context): Exclude<End, 'return'> | null {
  const end = site === null ? null : endOf(site, siteTried)
  return end === 'return' ? null : end
}
