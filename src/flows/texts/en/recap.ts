/** The recap of a repair order, in English: what the order will hold, nothing else. */
import type { Context, Further } from '../../context.ts'
import { UNKNOWN, UNKNOWN_MODEL } from '../../context.ts'
import type { MarkOffer } from '../../order/condition.ts'
import { countryIn } from '../../order/draft.ts'
import { machinesOf } from '../../order/machines.ts'
import { quoted } from '../quoted.ts'
import { sinceWords } from '../since.ts'
import type { Wording } from '../wording.ts'
import { CHANGED } from './fault.ts'
import { pasted } from './pasted.ts'

/** Longer lists are counted at the end. */
const MOST_LISTED = 10

/** P13: signs that bear on the warranty. */
export const MARKS: Readonly<Record<MarkOffer, string>> = {
  none: 'None of that',
  damaged: 'Damaged outside',
  opened: 'Opened before',
  overclocked: 'Overclocked',
}

const country = new Intl.DisplayNames(['en'], { type: 'region' })

export function recap(context: Context, wording: Wording): readonly string[] {
  const symptom = context.symptom === null ? [] : [capital(wording.symptom(context.symptom).en)]
  const words = context.description === '' ? [] : [quoted(context.description)]
  const { since, changed, marks, voltage } = context
  const place = countryIn(context)
  return [
    ...(context.danger === true ? ['• Danger reported: please keep it unplugged'] : []),
    `• Fault: ${[...symptom, ...words].join(', ')}`,
    ...(context.remarks === '' ? [] : [`• You added: ${quoted(context.remarks)}`]),
    ...(since === null ? [] : [`• Since: ${sinceWords.en(since)}`]),
    ...(changed === null
      ? []
      : [`• Changed before: ${changed === UNKNOWN ? 'not known' : CHANGED[changed].toLowerCase()}`]),
    ...machineLines(context, wording),
    ...(checks(context) > 0 ? [`• Checks done: ${checks(context)}`] : []),
    ...(context.sent === null ? [] : [`• ${pasted(wording).recapStatus(context.sent)}`]),
    ...(marks === null ? [] : [`• Condition: ${conditionWords(context, marks)}`]),
    ...(voltage === null ? [] : [`• Mains: ${voltage === UNKNOWN ? 'not known' : voltageWords(voltage)}`]),
    `• Contact: ${[context.name ?? '–', context.phone ?? '–', ...(place === null ? [] : [country.of(place)])].join(', ')}`,
  ]
}

function machineLines(context: Context, wording: Wording): readonly string[] {
  const machines = machinesOf(context)
  const model = context.model === UNKNOWN_MODEL || context.model === null ? 'not known' : context.model
  if (machines.length < 2) {
    return [`• Model: ${model}`, `• Serial number: ${context.serial ?? 'not readable, staff will ask'}`]
  }
  const line = ({ model: own, serial, symptom, sent }: Further, index: number) =>
    `  ${index + 1}. ${own ?? model}, ${serial ?? 'serial number not readable'}${symptom === null ? '' : `, ${wording.symptom(symptom).en}`}${index === 0 || sent === undefined ? '' : `, ${uncapital(pasted(wording).recapStatus(sent))}`}`
  const rest = machines.length - MOST_LISTED
  return [
    `• Machines: ${machines.length}`,
    ...machines.slice(0, MOST_LISTED).map(line),
    ...(rest > 0 ? [`  and ${rest} more`] : []),
  ]
}

const checks = ({ siteTried, tried }: Context): number => siteTried.length + tried.length

function conditionWords({ unmarked }: Context, marks: NonNullable<Context['marks']>): string {
  if (marks === UNKNOWN) return unmarked.length === 0 ? 'not known' : `not ${unmarked.join(' or ')}, the rest not known`
  if (marks.length === 0) return 'not damaged, opened or overclocked'
  return marks.map((mark) => MARKS[mark].toLowerCase()).join(', ')
}

const voltageWords = (voltage: string): string => (voltage === 'other' ? 'another voltage' : `${voltage} V`)

const uncapital = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
