/** What the bot says in English to a pasted status or log: what it read, what that comes to, what is missing, and whose machine it is. */
import type { StatusSent } from '../../../domain/order.ts'
import type { FindingCode } from '../../../domain/reading/types.ts'
import type { Doubt, Judgement, Missing, ReadBack, Since, Subject } from '../../pasted/types.ts'
import type { Wording } from '../wording.ts'
import { bulletText, figure, numbered } from './pasted-lines.ts'

/** Domain sections 2 and 3: zero while the DAG is built is normal, an average needs 15 minutes. */
const MISSING: Readonly<Record<Missing, string>> = {
  no_status:
    'I can’t find a miner’s status in that. Please open the miner’s web page, select the whole status page, and paste it here.',
  no_error: 'I see no error in this part of the log. The whole status page would tell more: just paste it here.',
  another_maker:
    'That page is of another maker’s machine, and I can only read those of JASMINER. Please send the page of your JASMINER.',
  one_machine: 'There is more than one machine in it; I took the last. Please send one machine at a time.',
  rest: 'It breaks off, so part of it is missing. Please copy the whole page once more.',
  too_long: 'It is so long that I read only its beginning and its end. The lines around the first error count most.',
  after_dag: 'Zero is normal while the DAG is being built. Please send the page again 30 minutes after power-on.',
  later:
    'It started only a moment ago, so the average says little. Please send the page again after 15 minutes or more.',
  average: 'The average hash rate is not in it. Please send the whole status page.',
  unit: 'I can’t tell which unit the hash rate is in. Please send the page with its units.',
  pool_state: 'Whether the pool is connected I can’t tell from it; the full log would show that.',
}

export const pasted = (wording: Wording) => {
  /** What stands out, as the end of "the likely cause is …". */
  const thing = (subject: Subject): string =>
    NAMED[subject.code]?.(subject) ?? wording.symptom(asSymptom(subject.code)).en

  const judged = (judgement: Judgement): string => {
    switch (judgement.kind) {
      case 'cause':
        return `The likely cause is ${thing(judgement)}.`
      case 'fault':
        return `What stands out is ${thing(judgement)}.`
      case 'maybe':
        return `Worth a closer look is ${thing(judgement)}.`
      case 'nothing':
        return 'I see nothing wrong in it.'
      case 'rate_unjudged':
        return 'Without the figure of its model I can’t judge the hash rate; nothing else looks wrong.'
      case 'missing':
        return ''
    }
  }

  return {
    pastedRead: (back: ReadBack): string => {
      switch (back.kind) {
        case 'nothing_read':
          return MISSING[back.missing]
        case 'first': {
          const lines = back.bullets.map((bullet) => `• ${bulletText(bullet)}`)
          const thanks = lines.length > 2 ? 'Thank you, that answers a lot. I read:' : 'Thank you. I read:'
          const told = [judged(back.judgement), back.missing === null ? '' : MISSING[back.missing]]
            .filter(isSaid)
            .join(' ')
          return lines.length === 0 ? `Thank you. ${told}` : [thanks, ...lines, told].filter(isSaid).join('\n')
        }
        case 'still': {
          const still = STILL[back.code]?.(back) ?? `Still the same: ${thing(back)}`
          return `Thank you. ${still}${sinceThen(back)}`
        }
        case 'back':
          return `Thank you. ${backText(back)}`
      }
    },
    pastedKept: () => 'The status goes with your order.',
    /** Of several machines each has a status of its own. */
    pastedOfFurther: (serial: string | null) => `I keep that with ${serial ?? 'that machine'}.`,
    pastedLeftAside: () => 'All right, I leave that page aside. It can be a machine of its own later.',
    askMachineInDoubt: (told: Doubt, page: Doubt): string =>
      `You told me ${machine(told)}, but the page is of ${machine(page)}. Which is right for this machine?`,
    offerPageMachine: (page: Doubt): string => `${page.serial ?? page.model ?? ''} (the page)`,
    offerToldMachine: (told: Doubt): string => `${told.serial ?? told.model ?? ''} (as I said)`,
    offerAnotherMachine: () => 'It is another machine',
    inviteStatus: () => 'Or paste the status page here.',
    /** For the recap, and for staff: that a status was sent, and the first thing it showed. */
    recapStatus: (sent: StatusSent): string => {
      const [code] = sent.found
      return code === undefined
        ? 'Status: sent'
        : `Status: sent, shows ${thing({ code, which: sent.which, lack: 'board' })}`
    },
  }
}

function sinceThen({ restarted }: Since): string {
  if (restarted === null) return '.'
  return restarted ? ', also after the restart.' : '. By its uptime the machine has not been started since.'
}

const isSaid = (text: string): boolean => text !== ''

/** Only symptoms have no words of their own here. */
const asSymptom = (code: FindingCode) => code as Parameters<Wording['symptom']>[0]

type Named = Readonly<Partial<Record<FindingCode, (subject: Subject) => string>>>

const NAMED: Named = {
  board_missing: ({ which, lack }) => {
    if (which.length === 0) return 'a missing hash board'
    const boards = numbered('board', which)
    if (lack === 'chips') return `missing chips on ${boards}`
    return lack === 'work' ? `${boards} doing no work` : `the missing ${boards}`
  },
  fan: ({ which }) => (which.length === 0 ? 'a fan that is not right' : `${numbered('fan', which)} standing still`),
  temperature: () => 'the temperature',
  sensor: () => 'a temperature sensor',
  power: () => 'the power supply',
  pool_dead: () => 'a pool that does not answer',
  pool_connect: () => 'the connection to the pool',
  wrong_coin: () => 'a coin that does not fit the pool',
  no_network: () => 'the network',
  no_hashrate: () => 'the hash rate of zero',
  low_hashrate: () => 'an average under 90 % of normal',
  high_reject: () => 'the share of rejected work',
  firmware: () => 'the firmware',
  reboot: () => 'a restart of its own',
}

const STILL: Named = {
  board_missing: ({ which, lack }) => {
    if (which.length === 0) return 'A board is still missing'
    const boards = numbered('board', which)
    if (lack === 'chips') return `Chips are still missing on ${boards}`
    return lack === 'work' ? `Still no work from ${boards}` : `Still 0 chips on ${boards}`
  },
  fan: ({ which }) =>
    which.length === 0 ? 'A fan is still not right' : `Still no speed from ${numbered('fan', which)}`,
  no_hashrate: () => 'It is still at zero',
  low_hashrate: () => 'The average is still too low',
  sensor: () => 'The sensor still shows what cannot be',
  pool_dead: () => 'The pool still does not answer',
  pool_connect: () => 'It still does not reach the pool',
}

function backText({ code, which, mhs }: Since): string {
  const rate = mhs === null || mhs === 0 ? '' : ` The hash rate is ${figure(mhs)} MH/s.`
  if (code === 'board_missing')
    return `${which.length === 0 ? 'All boards are' : `${capital(numbered('board', which))} ${which.length === 1 ? 'is' : 'are'}`} back.${rate}`
  if (code === 'fan') return 'All fans turn again.'
  if (code === 'pool_dead' || code === 'pool_connect') return `The pool is connected again.${rate}`
  if (code === 'temperature' || code === 'sensor') return 'The temperatures look right again.'
  return `It hashes again.${rate}`
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

function machine({ model, serial }: Doubt): string {
  const named = serial === null ? null : `serial number ${serial}`
  return [model, named].filter((part) => part !== null).join(', ')
}
