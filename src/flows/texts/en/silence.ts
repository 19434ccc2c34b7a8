/** What is said around a silence, in English: the reminder, the return, a question put down. */
import { showOrderNumber } from '../../../domain/order-number.ts'
import { HOUR, MINUTE } from '../../../domain/values.ts'
import { type Context, UNKNOWN_MODEL } from '../../context.ts'
import type { Wording } from '../wording.ts'

export const silence = (wording: Wording) => {
  /** What is open, in a few words. */
  const matter = ({ model, symptom, topic, parcel, quote }: Context): string => {
    if (topic === 'parcel' && parcel !== null) return `the parcel of order ${showOrderNumber(parcel.number)}`
    if (topic === 'quote' && quote !== null) return `the quote for order ${showOrderNumber(quote.number)}`
    const machine = model === null || model === UNKNOWN_MODEL ? 'your machine' : `your ${model}`
    if (symptom !== null) return `${machine}, ${wording.symptom(symptom).en}`
    return topic === 'order' ? `the repair order for ${machine}` : machine
  }
  const progress = ({ topic, tried }: Context): string => {
    if (topic === 'order') return ' The repair order is begun, not sent.'
    if (topic === 'parcel') return ' Its details are begun, not submitted; please don’t ship yet.' // P11
    if (topic === 'quote') return ''
    if (tried.length === 0) return ''
    return ` ${tried.length === 1 ? 'One check is' : `${tried.length} checks are`} done.`
  }

  return {
    reminder: (context: Context) => `No hurry, I am still here for ${matter(context)}. This is where we are:`,
    howDidItGo: (context: Context) =>
      `I hope the time was enough; I’d like to hear how it went with ${matter(context)}.`,
    asYouAsked: (context: Context) => `You asked me to write again about ${matter(context)}.`,
    reminderSet: (after: number) =>
      `All right, I’ll write again ${inTime(after)}. If you are ready sooner, just answer.`,
    nothingToRemind: () => 'Nothing is open that I could remind you of.',
    welcomeBack: (context: Context) =>
      `Welcome back. We were at ${matter(context)}.${progress(context)} All of it is kept.`,
    /** A fault is told or chosen while another is open. */
    stillOpen: (context: Context) => `I still have ${matter(context)}.${progress(context)}`,
    askReturning: () => 'Shall we go on there?',
    offerAnew: (told: boolean): string => (told ? 'No, this is something new' : 'Start anew'),
    offerMenu: () => 'Menu',
    offerLaterOn: () => 'Later',
    leavesQuestion: () => 'I’ll put that question down for now; nothing you told me is lost.',
    askStuck: () => 'Choose what suits you, or tell me in your own words what you need.',
    /** Four in turn: whoever types on hears no two alike in a row. */
    stillStuck: (misses: number): string =>
      [
        'I am listening, but I can’t make anything of that.',
        'Still not clear to me. “A person” brings someone who may understand you better.',
        'Take your time. “Menu” shows what I can do.',
        'That is beyond me, too. Everything you told me before is kept.',
      ][misses % 4] ?? '',
    nothingOpen: () => 'Nothing is open that we could go on with.',
  }
}

export type SilenceTexts = ReturnType<typeof silence>

const DAY_HOURS = 24

function inTime(ms: number): string {
  const hours = ms / HOUR
  if (hours < 1) return `in ${Math.round(ms / MINUTE)} minutes`
  if (hours === 1) return 'in an hour'
  if (hours === DAY_HOURS) return 'at this time tomorrow'
  return hours < DAY_HOURS || hours % DAY_HOURS !== 0
    ? `in ${Math.round(hours * 10) / 10} hours`
    : `in ${hours / DAY_HOURS} days`
}
