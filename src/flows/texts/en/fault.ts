/** What is said about a fault and its machine, in English: the questions of the diagnosis, safety, verdicts. */
import type { ChangeKind } from '../../../domain/changes.ts'
import type { Bilingual, Symptom } from '../../../domain/values.ts'
import type { WhenRefusal } from '../../../domain/when.ts'
import type { SinceOffer } from '../../fault/questions.ts'
import type { Heard } from '../../fault/understood.ts'
import { sinceWords } from '../since.ts'
import type { Wording } from '../wording.ts'

const PLACE_FIRST =
  'When several stop together, it is mostly the network, the supply or the pool of the place and not the machines. So let’s look at that first.'

const SINCE: Readonly<Record<SinceOffer, string>> = {
  today: 'Today',
  yesterday: 'Yesterday',
  some_days: 'Some days ago',
  longer: 'Longer ago',
  unknown: 'I don’t know',
}

export const CHANGED: Readonly<Record<ChangeKind | 'unknown', string>> = {
  nothing: 'Nothing',
  moved: 'It was moved',
  firmware: 'A firmware update',
  power_cut: 'A power cut',
  pool_or_coin: 'Pool or coin',
  storm: 'A thunderstorm',
  other: 'Something else',
  unknown: 'I don’t know',
}

export const fault = (wording: Wording) => {
  const name = (symptom: Symptom) => wording.symptom(symptom).en
  const machine = (model: string | null, symptom: Symptom | null) => {
    if (model !== null && symptom !== null) return `${model}: ${name(symptom)}`
    if (symptom !== null) return capital(name(symptom))
    return model ?? ''
  }

  return {
    understood: ({ model, symptom, count, since, placeFirst }: Heard) => {
      const known = since?.kind === 'moment' ? ` since ${sinceWords.en(since)}` : ''
      const machines = count === null ? model : `${count} ${model ?? 'machines'} at once`
      const what = `${machine(machines, symptom)}${known}`
      const on = placeFirst ? PLACE_FIRST : 'I can work through this with you now.'
      return what === '' ? on : `${what}. ${on}`
    },
    placeFirst: () => PLACE_FIRST,
    gotFault: (symptom: Symptom) => `I see: ${name(symptom)}.`,
    /** A better description than the first. */
    faultAnew: (symptom: Symptom | null, inForm: boolean): string => {
      const now = symptom === null ? 'Changed' : `I see, so it is ${name(symptom)}`
      return inForm ? `${now}. I have changed that.` : `${now}. Then we look at that instead.`
    },
    remarkKept: (misses: number): string =>
      misses % 2 === 1 ? 'Noted; our staff will see that.' : 'I have added that for our staff.',
    /** Domain section 2. */
    needsHighMains: (model: string | null) => `The ${model ?? 'machine'} runs on 200-240 V only.`,
    safety: () =>
      'Safety first: switch it off at the wall and pull the plug, if you can do that without danger. Do not touch a wet or smoking machine, and do not power it on again. A photo from outside helps, if it is safe.',
    keepItSo: () => 'Good. Please keep it unplugged until our staff have looked at it.',
    stayAway: () =>
      'Please leave it unplugged until our staff have looked at it, and don’t touch it while it is hot, wet or smoking. If it burns, get away from it and call the fire service.',
    thenOn: () => 'All right. Then please choose what fits better.',
    solved: () => 'Glad to hear it. If it comes back, just write again.',
    needsTechnicians: () =>
      'That is one for our technicians; there is nothing left to try from outside. Please don’t open the machine: that ends the warranty.', // P13
    gotSerial: (serial: string | null) => `Serial number ${serial ?? '–'}, noted.`,
    /** What a diagnosis tree says of its verdict: content, passed on. */
    machineNoted: (model: string | null, serial: string | null): string =>
      `${[model, serial === null ? null : `serial number ${serial}`].filter((part) => part !== null).join(', ')}: noted.`,
    verdict: (say: Bilingual, why: Bilingual | null): string => (why === null ? say.en : `${say.en} ${why.en}`),
    evidence: (names: readonly Bilingual[]): string =>
      `Please keep ready for our staff: ${names.map(({ en }) => en).join('; ')}.`,
    serialLater: () => 'All right. Our staff will ask for it: without a serial number the warranty cannot be judged.', // P13
    serialPart: () =>
      'I have noted those for our staff. They will ask for the whole one: without it the warranty cannot be judged.', // P13
    notASerial: (misses: number): string =>
      misses % 2 === 1
        ? 'That doesn’t look like a serial number: it has 6 to 32 letters, digits or dashes.'
        : 'I still can’t take that as a serial number. If it can’t be read, just say so.',
    askDanger: () => 'First: any burning smell, smoke, sparks, water, loose parts, or a breaker that trips?',
    askFault: () => 'What is wrong with the machine? Your own words are best; or choose what comes closest.',
    askModel: () => 'Which model is it? It is on the label, for example X16-Q.',
    askSerial: () => 'What is its serial number? It is on the label and on the machine’s status page (machine_sn).',
    askSince: () => 'Since when has it been like this? A day or an hour, as well as you know.',
    notAMoment: (reason: WhenRefusal | 'future', misses: number): string => {
      if (reason === 'ambiguous_date') return 'That date can be read in two ways. Please write the month as a word.'
      if (reason === 'future') return 'That lies ahead of us.'
      return misses % 2 === 1
        ? 'I can’t place that moment.'
        : 'I still can’t tell when that was; “yesterday” is enough.'
    },
    sinceLeftOpen: () => 'Never mind, we leave that open.',
    askChanged: () => 'Did anything change just before it began?',
    askCount: () => 'Is it only this machine, or several at once?',
    askSolved: () => 'Is everything all right again?',
    askOffer: (danger: boolean): string =>
      danger
        ? 'I can draft the repair order meanwhile; it takes about 2 minutes.'
        : 'I can draft the repair order now; it takes about 2 minutes. Our staff then decide whether it has to come in. Please don’t ship before that: a parcel without a confirmed order is refused.', // P4, P11a
    // P4
    offerExplained: () =>
      'You see all of it before it is sent, and nothing has to be shipped before our staff say so. Or say “a person” to talk it over.',
    offerNoDanger: () => 'No, none of that',
    offerDanger: () => 'Yes',
    offerSymptom: (symptom: Symptom) => capital(name(symptom)),
    offerOtherModel: () => 'Another one / I don’t know',
    offerSince: (when: SinceOffer) => SINCE[when],
    offerChanged: (what: ChangeKind | 'unknown') => CHANGED[what],
    offerOneMachine: () => 'Only this one',
    offerSeveral: () => 'Several at once',
    offerSolved: () => 'Yes, all is well',
    offerNotSolved: () => 'No, not yet',
    offerUnreadable: () => 'I can’t read it',
    offerDraft: () => 'Draft the order',
    offerLater: () => 'Not now',
  }
}

export type FaultTexts = ReturnType<typeof fault>

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
