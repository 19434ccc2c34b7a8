/**
 * The shape of `content/policy.yaml`: hours (P1), contacts and links (P2), whose orders these are (P4), freight (P8), the way back (P19,
 * P21), how long talks are kept.
 */
import { z } from 'zod'
import { WEEKDAYS } from '../calendar.ts'
import { RETURN_CARRIERS } from '../tracking/carriers.ts'
import { bilingual, plainDate, record, shifts, text } from './shapes.ts'

const CONTACT_ROLES = ['customer_service', 'after_sales'] as const
const CONTACT_APPS = ['wechat', 'telegram', 'phone', 'email'] as const
/** P2: customers are linked to these hosts only. */
const VENDOR_HOSTS = ['jasminer.com', 'www.jasminer.com', 'zh.jasminer.com']
const WEEK_MINUTES = 7 * 24 * 60

const week = record({
  mon: shifts,
  tue: shifts,
  wed: shifts,
  thu: shifts,
  fri: shifts,
  sat: shifts,
  sun: shifts,
}).refine(
  (days) => isOpenSometimes(WEEKDAYS.flatMap((day) => days[day])),
  'the week needs at least one shift, and at least one closed minute',
)

const override = record({ date: plainDate, shifts, reason: bilingual(80) })

const hours = record({
  time_zone: z.literal('Asia/Shanghai', 'must be Asia/Shanghai: customers are told China time'),
  week,
  make_up_days: shifts.refine((all) => all.length > 0, 'a make-up day needs a shift'),
  overrides: z.array(override).superRefine((all, context) => {
    for (const index of repeated(all.map(({ date }) => date))) {
      context.addIssue({ code: 'custom', path: [index, 'date'], message: 'this date has an override already' })
    }
  }),
}).transform(({ time_zone, make_up_days, ...rest }) => ({ ...rest, timeZone: time_zone, makeUpDays: make_up_days }))

const contact = record({
  name: text(60),
  app: z.enum(CONTACT_APPS),
  roles: z.array(z.enum(CONTACT_ROLES)).min(1, 'needs at least one role'),
})

const link = z
  .string('must be a web address')
  .refine(isVendorLink, `must be a web address that begins with https:// and leads to ${VENDOR_HOSTS.join(', ')} (P2)`)

const days = z.int('must be a whole number of days').min(1, 'must be one day or more').max(3650)

export const policySchema = record({
  hours,
  contacts: z.array(contact).min(1, 'needs at least one contact'),
  links: record({ site: record({ en: link, zh: link }), warranty: link }),
  orders: record({ official: z.boolean('must be true or false') }),
  freight: record({ in_warranty: bilingual(200), out_of_warranty: bilingual(200) }),
  return_days: z.int('must be a whole number of working days').min(1, 'must be one day or more').max(60),
  return_carriers: z
    .array(z.enum(RETURN_CARRIERS))
    .min(1, 'needs at least one carrier')
    .refine((all) => repeated(all).length === 0, 'names a carrier twice'),
  retention: record({ transcript_days: days, parked_days: days }),
}).transform(({ freight, return_days, return_carriers, retention, ...rest }) => ({
  ...rest,
  freight: { inWarranty: freight.in_warranty, outOfWarranty: freight.out_of_warranty },
  returnDays: return_days,
  returnCarriers: return_carriers,
  retention: { transcriptDays: retention.transcript_days, parkedDays: retention.parked_days },
}))

export type Policy = z.output<typeof policySchema>

/** The positions at which a value comes again. */
export function repeated(values: readonly string[]): number[] {
  return values.flatMap((value, index) => (values.indexOf(value) < index ? [index] : []))
}

function isOpenSometimes(all: readonly { from: number; to: number }[]): boolean {
  const minutes = all.reduce((sum, { from, to }) => sum + to - from, 0)
  return minutes > 0 && minutes < WEEK_MINUTES
}

function isVendorLink(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, hostname } = new URL(address)
  return protocol === 'https:' && VENDOR_HOSTS.includes(hostname)
}
