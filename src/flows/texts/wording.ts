/** The facts of `content/` that texts name, ready to be put into a sentence. */
import type { Content } from '../../domain/content.ts'
import { carrierName } from '../../domain/tracking/carriers.ts'
import type { Bilingual, Language, Symptom } from '../../domain/values.ts'

const MINUTES_AN_HOUR = 60

export interface Wording {
  symptom(code: Symptom): Bilingual
  /** `9:00-18:00`; several shifts separated by commas, different days by ` / `. */
  readonly shifts: string
  /** P19: "generally within so many working days". */
  readonly returnDays: number
  /** P8: who pays the way of a parcel, as whole sentences. */
  readonly freight: Content['policy']['freight']
  /** P2: the vendor's site in each language. */
  readonly site: Bilingual
  readonly warrantyLink: string
  /** P21: with whom machines go back, as a list of names. */
  readonly returnCarriers: Bilingual
  /** A talk is erased so many days after its last message. */
  readonly transcriptDays: number
  /** Names of the customer service contacts (P2). */
  readonly contacts: string
  /** P4: whether an order filed here is the vendor's order. */
  readonly ordersAreOfficial: boolean
}

export function createWording(content: Content): Wording {
  const names = new Map(content.symptoms.map(({ code, name }) => [code, name]))
  const { policy } = content
  return {
    symptom: (code) => names.get(code) ?? { en: code, zh: code },
    shifts: shiftsOf(policy.hours.week),
    returnDays: policy.returnDays,
    freight: policy.freight,
    site: policy.links.site,
    warrantyLink: policy.links.warranty,
    returnCarriers: carriersOf(policy.returnCarriers),
    transcriptDays: policy.retention.transcriptDays,
    contacts: policy.contacts
      .filter(({ roles }) => roles.includes('customer_service'))
      .map(({ name }) => name)
      .join(', '),
    ordersAreOfficial: policy.orders.official,
  }
}

/** `SF, Deppon or KYE`, `顺丰、德邦或跨越`. */
function carriersOf(carriers: Content['policy']['returnCarriers']): Bilingual {
  const listed = (locale: string, lang: Language) =>
    new Intl.ListFormat(locale, { type: 'disjunction' }).format(carriers.map((carrier) => carrierName(carrier)[lang]))
  return { en: listed('en-GB', 'en'), zh: listed('zh-CN', 'zh') }
}

type Week = Content['policy']['hours']['week']

function shiftsOf(week: Week): string {
  const days = Object.values(week).filter((shifts) => shifts.length > 0)
  const written = days.map((shifts) => shifts.map(({ from, to }) => `${clock(from)}-${clock(to)}`).join(', '))
  return [...new Set(written)].join(' / ')
}

const clock = (minutes: number): string => {
  const hour = Math.floor(minutes / MINUTES_AN_HOUR) % 24
  return `${hour}:${String(minutes % MINUTES_AN_HOUR).padStart(2, '0')}`
}
