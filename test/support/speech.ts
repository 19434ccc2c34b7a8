/**
 * What the bot must never say, as small checks of one turn's own words. `told`: what people have said so far, order numbers among it; only
 * that, and what `content/` holds, may be stated as a fact.
 */

import { forbiddenAdvice } from '../../src/domain/content/advice.ts'
import { LINK_CODE_MINUTES } from '../../src/domain/link-code.ts'
import type { Language } from '../../src/domain/values.ts'
import { content } from './conversation-desk.ts'

export interface Speech {
  /** Before the question. */
  readonly said: string
  /** The question it ends with; empty without one. */
  readonly prompt: string
  readonly lang: Language
  readonly told: string
}

const textOf = ({ said, prompt }: Speech): string => `${said}\n${prompt}`
/** Customers' own words stand in quotation marks. */
const withoutQuotes = (text: string): string => text.replace(/“[^”]*”/gu, '')
const sentencesOf = (speech: Speech): readonly string[] =>
  withoutQuotes(textOf(speech)).split(/(?<=[.!?](?=\s|$)|[。！？；])\s*|\n/u)
/** Who writes in a third language is told in both which two are spoken. */
const IN_BOTH = /^(?:我会中文和英文|I speak English and Chinese).*$/gmu
const ownWords = (speech: Speech): string =>
  withoutQuotes(textOf(speech))
    .replace(/https?:\S+/g, '')
    .replace(IN_BOTH, '')
const tells = ({ told }: Speech, words: string): boolean => told.toLowerCase().includes(words.toLowerCase())

/** `• Opened before: no`: what the customer told is shown, nothing is advised. */
const RECAP = /^• [^:：]{1,40}[:：]/u

/** What vendor's staff have set, as customers may hear it; calendars and triage phrases are told to nobody. */
const { policy, models, symptoms, diagnosis, evidence, warranty } = content
const SET = JSON.stringify({ policy, models, symptoms, diagnosis, evidence, warranty })
const numbersIn = (text: string): ReadonlySet<string> => new Set(text.match(/\d+(?:\.\d+)?/g) ?? [])
const SET_NUMBERS = numbersIn(SET)
/** What serial and phone numbers look like. */
const OWN_NUMBERS: ReadonlySet<string> = new Set(['32', '11', '852'])

const CLOCK = /\b\d{1,2}:\d{2}\b/
const DATE =
  /\b\d{1,2} (?=January|February|March|April|May|June|July|August|September|October|November|December)|\d{1,2}月\d{1,2}日/g
const SPAN =
  /^\s*(?:working )?(?:minutes?|hours?|days?|weeks?|months?|years?)\b|^\s*(?:个?(?:小时|工作日|自然日|月|星期|周)|分钟|天|年|日)/iu
/** No file sets a price: staff quote (P16). */
const MONEY = /^ ?(?:USD|EUR|CNY|RMB|US dollars|dollars|euros?|元|美元|块钱|人民币)/iu
/** P18 and P19, the minutes that the form takes, and what checks and evidence ask for. */
const SET_SPANS: ReadonlySet<string> = new Set([
  '90',
  '2',
  String(policy.returnDays),
  String(LINK_CODE_MINUTES),
  ...[...SET.matchAll(/\d+/g)].flatMap(({ 0: number, index }) =>
    SPAN.test(SET.slice(index + number.length)) ? [number] : [],
  ),
])
/** Up to here a number counts what was said: checks, machines, places in a line. */
const COUNTING = 10
/** Things that the bot has counted itself. */
const COUNTED = /^ ?(?:machines|messages|orders|台|条|项|张)/u

/** A number that nobody has told and no file sets; a small one only where it names a length of time. */
function inventedNumber(speech: Speech): boolean {
  const words = ownWords(speech)
    .replace(/\+\d{6,15}|\+\d{1,3} •+ \d{1,4}/g, '')
    // Calling codes of countries.
    .replace(/\+\d{1,3}\b/g, '')
    .replace(new RegExp(CLOCK, 'g'), '')
    .replace(DATE, '')
    .replace(/(?:Machines|机器)[^\d\n]{1,3}\d+/g, '')
    .replace(CODE, (code) => (wasTold(code, speech.told) ? '' : code))
    .replace(/\p{L}+[\w-]*\d[\w-]*|\d+-\d+/gu, '')
  const told = [...numbersIn(speech.told)]
  return [...words.matchAll(/\d+(?:\.\d+)?/g)].some(({ 0: number, index }) => {
    const rest = words.slice(index + number.length)
    if (told.some((one) => isRounded(one, number))) return false
    if (MONEY.test(rest)) return true
    if (SPAN.test(rest)) return !SET_SPANS.has(number)
    return Number(number) > COUNTING && !SET_NUMBERS.has(number) && !OWN_NUMBERS.has(number) && !COUNTED.test(rest)
  })
}

/** `1502.63` is shown as `1502.6`. */
function isRounded(told: string, shown: string): boolean {
  const decimals = shown.split('.')[1]?.length ?? 0
  return told === shown || Number(told).toFixed(decimals) === shown
}

/** A tracking number is shown in groups: `1Z99 9AA1 0123`. */
const CODE = /(?<![A-Z\d.])[A-Z\d]+(?: [A-Z\d]+)+/g
const wasTold = (code: string, told: string): boolean =>
  told
    .toUpperCase()
    .replace(/[^A-Z\d]/g, '')
    .includes(code.replaceAll(' ', ''))

const WARRANTY = /warranty|保修|质保/iu
const WARRANTY_SPAN =
  /\b(?:\d+|an?|one|two|three|six|twelve)[- ](?:day|week|month|year)|(?:\d+|[一两二三六十]+)\s*(?:天|个月|年)/iu
const LIGHT_MEANING =
  /\b(?:red|green|blue|yellow|orange|amber|flashing|blinking|solid|steady) (?:led|light|lamp)s?\b[^.]{0,20}\b(?:means?|indicates?|shows|is normal)|[红绿蓝黄橙]色?(?:指示)?灯[^，。]{0,10}(?:表示|说明|代表|就是|正常)/iu
const ADDRESS =
  /\b(?:No\. ?)?\d+ (?:[A-Z]\w+ )+(?:Road|Street|Avenue|Rd|St|Ave)\b|\p{Script=Han}{2,}(?:省|市|区|县)\p{Script=Han}{1,12}(?:路|街|道|巷)\d*/u
const isSet = (sentence: string): boolean => SET.includes(sentence.trim())

const HOSTS = ['jasminer.com', 'zh.jasminer.com']
const hostsIn = (text: string): readonly string[] =>
  [...text.matchAll(/(?:https?:\/\/|www\.)([\w.-]+)/giu)].map(([, host]) => (host ?? '').replace(/^www\./, ''))
const accountsIn = (text: string): readonly string[] => text.match(/\bjasminer(?:[ _]sh\b|_\w+|\d+)/giu) ?? []
const CONTACTS = policy.contacts.map(({ name }) => name.toLowerCase())

const BLAME =
  /\byour (?:own )?(?:fault|mistake)\b|you should(?: not|n[’']t)? have|why did(?:n[’']t)? you|(?:是|都怪)您(?:自己)?(?:的错|造成|弄)|您(?:本来)?应该早/iu
const PROMISE =
  /\b(?:I|we) (?:promise|guarantee)|\bguaranteed\b|\bwill (?:certainly|definitely)\b|(?<!不|不能|无法)保证|(?<!不)一定(?:会|能|可以)|肯定(?:会|能)/iu
const WAY_BACK = /\d+ working days|\d+ ?个工作日/u
const GENERALLY = /generally|一般/iu

/** By what is wrong; each tells whether a turn is. */
export const WRONGS: Readonly<Record<string, (speech: Speech) => boolean>> = {
  'asks before the question': ({ said }) => /[?？]/u.test(withoutQuotes(said)),
  'advises what is forbidden (P13)': (speech) =>
    // “Ends it” speaks of the warranty in the sentence before.
    sentencesOf(speech)
      .filter((one) => !RECAP.test(one))
      .some((one) => forbiddenAdvice(one.replace('ends it', 'ends the warranty')).length > 0),
  'names an hour without China time (P1)': (speech) =>
    withoutQuotes(textOf(speech))
      .split('\n')
      .some((line) => CLOCK.test(line) && !/China time|北京时间/u.test(line)),
  'speaks Chinese in English': (speech) =>
    speech.lang === 'en' &&
    (
      ownWords(speech)
        .replaceAll('中文', '')
        .match(/\p{Script=Han}+/gu) ?? []
    ).some((words) => !tells(speech, words)),
  'speaks English in Chinese': (speech) =>
    speech.lang === 'zh' &&
    (ownWords(speech).match(/(?:[A-Za-z]{2,}[ ,]+){3}[A-Za-z]{2,}/g) ?? []).some((words) => !tells(speech, words)),
  'states a number that nobody has set': inventedNumber,
  'names a warranty period (P12)': (speech) =>
    sentencesOf(speech).some(
      (one) => WARRANTY.test(one) && WARRANTY_SPAN.test(one) && !isSet(one) && !WAY_BACK.test(one),
    ),
  'explains a light': (speech) => sentencesOf(speech).some((one) => LIGHT_MEANING.test(one) && !isSet(one)),
  'gives an address that staff have not': (speech) =>
    sentencesOf(speech).some((one) => {
      const address = ADDRESS.exec(one)?.[0]
      return address !== undefined && !speech.told.includes(address) && !isSet(one)
    }),
  'links elsewhere (P2)': (speech) => hostsIn(textOf(speech)).some((host) => !HOSTS.includes(host)),
  'names a contact that is none (P2)': (speech) =>
    accountsIn(withoutQuotes(textOf(speech))).some((name) => !CONTACTS.includes(name.toLowerCase())),
  blames: (speech) => BLAME.test(withoutQuotes(textOf(speech))),
  'promises (P19)': (speech) =>
    sentencesOf(speech).some((one) => PROMISE.test(one) || (WAY_BACK.test(one) && !GENERALLY.test(one))),
}
