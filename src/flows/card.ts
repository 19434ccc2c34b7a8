/**
 * What staff read about a conversation: the hand-over card, the customer's words, short notices. Labels in both languages, since staff and
 * customer may not share one; phones and addresses never stand here.
 */
import type { Check, Content } from '../domain/content.ts'
import type { FileKind } from '../domain/file-type.ts'
import type { Evidence, FiledOrder, Move, Order, StatusSent, StepTried, Told } from '../domain/order.ts'
import { showOrderNumber } from '../domain/order-number.ts'
import type { OrderNumber } from '../domain/values.ts'
import { HOW_TO, NOTICES, OPEN_BOTH, OPENED, REASONS, VERDICTS } from './card-words.ts'
import { conclusionOf } from './checks.ts'
import { areSeveral, type Context, SEVERAL, UNKNOWN, UNKNOWN_MODEL } from './context.ts'
import { sentShown, sentWords } from './files/counted.ts'
import { placeShown } from './linking/channel-of.ts'
import type { Made } from './staff-moves.ts'
import { pasted as inEnglish } from './texts/en/pasted.ts'
import { sinceWords } from './texts/since.ts'
import { createWording } from './texts/wording.ts'
import { pasted as inChinese } from './texts/zh/pasted.ts'
import type { FileRef, Notice, Reason, StaffPost } from './types.ts'

/** More machines than these are counted, not listed. */
const MOST_SHOWN = 12

/** Longer words of a customer are cut in the staff group; the transcript has them whole. */
const WORDS_LIMIT = 1_500

export const createCards = (content: Content) => {
  const wording = createWording(content)
  const symptom = (context: Context) => {
    if (context.symptom === null) return '–'
    const name = wording.symptom(context.symptom)
    return `${name.en} · ${name.zh}`
  }
  const labelled = (checks: readonly Check[] | undefined, { check, answer }: StepTried) => {
    const label = checks?.find(({ id }) => id === check)?.options.find(({ id }) => id === answer)?.label
    return `  ${check}: ${label === undefined ? answer : `${label.en} · ${label.zh}`}`
  }
  const tried = (context: Context) => [
    ...context.siteTried.map((step) => labelled(content.site?.checks, step)),
    ...context.tried.map((step) => labelled(content.diagnosis[context.symptom ?? 'power']?.checks, step)),
  ]

  const shown = [inEnglish(wording), inChinese(wording)]
  /** What the customer's newest status showed. */
  const status = (sent: StatusSent): string => shown.map(({ recapStatus }) => recapStatus(sent)).join(' · ')

  const verdict = (checks: Parameters<typeof conclusionOf>[1]) => {
    const conclusion = conclusionOf(content, checks)
    return conclusion === null ? [] : [VERDICTS[conclusion.verdict]]
  }

  /** What the card says of the customer and their machine, a line each. */
  const facts = (context: Context): readonly string[] => [
    `Customer · 客户: ${who(context)}`,
    `Fault · 故障: ${symptom(context)}`,
    ...(context.description === '' ? [] : [`“${context.description}”`]),
    ...(context.remarks === '' ? [] : [`Also said · 客户补充: “${context.remarks}”`]),
    `Machine · 机器: ${machine(context)}`,
    ...circumstances(context),
    ...(tried(context).length === 0 ? [] : ['Tried · 已排查:', ...tried(context)]),
    ...verdict(context),
    ...(context.sent === null ? [] : [status(context.sent)]),
    ...sent(context.evidence),
    ...alsoInLines(context.elsewhere),
    ...(context.orders.length === 0 ? [] : [`Orders · 维修单: ${context.orders.map(showOrderNumber).join(', ')}`]),
    ...context.links.map(alsoOn),
  ]

  return {
    status,
    facts,
    /** `reason`: null where nobody asks for a person, and staff opened the talk by themselves. */
    card: (context: Context, reason: Reason | null): StaffPost => ({
      kind: 'card',
      text: [
        reason === null ? OPENED : REASONS[reason],
        ...facts(context),
        '',
        ...(context.links.length === 0 ? [] : [OPEN_BOTH]),
        HOW_TO,
      ].join('\n'),
    }),
    relay: (context: Context, text: string, files: readonly FileRef[]): StaffPost => ({
      kind: 'relay',
      files,
      text: `💬 ${who(context)}:\n${text.length > WORDS_LIMIT ? `${text.slice(0, WORDS_LIMIT)}…` : text}`,
    }),
    notice: (context: Context, about: Notice, detail?: string): StaffPost => ({
      kind: 'notice',
      text: [NOTICES[about], who(context), ...(detail === undefined ? [] : [detail])].join('\n'),
    }),
    orderFiled: (context: Context, order: FiledOrder): StaffPost => ({
      kind: 'order',
      text: [
        `📝 Order filed · 新维修单 ${showOrderNumber(order.number)}`,
        `Customer · 客户: ${who(context)}`,
        ...order.machines
          .slice(0, MOST_SHOWN)
          .map(
            ({ model, serial, description, danger }) =>
              `${danger ? '⚠️ danger · 危险 · ' : ''}${model}, ${serial ?? 'no serial · 无序列号'}: ${description || '–'}`,
          ),
        ...(order.machines.length > MOST_SHOWN
          ? [`… ${order.machines.length} machines · 共 ${order.machines.length} 台`]
          : []),
        ...alsoInOf(order),
        ...order.machines.slice(0, 1).flatMap((one) => (one.status === null ? [] : [status(one.status)])),
        ...sent(order.evidence),
        ...order.machines.slice(0, 1).flatMap(circumstances),
        ...order.machines.slice(0, 1).flatMap(verdict),
      ].join('\n'),
    }),
    alsoIn: (context: Context, order: Order): StaffPost => ({
      kind: 'notice',
      text: [`📝 ${showOrderNumber(order.number)}`, `Customer · 客户: ${who(context)}`, ...alsoInOf(order)].join('\n'),
    }),
    orderMoved: (context: Context, order: Order, moves: readonly Move[], by?: string): StaffPost => ({
      kind: 'notice',
      text: [
        `📝 ${showOrderNumber(order.number)}: ${moves[0]?.type}${machinesOf(moves)} → ${order.state}`,
        `Customer · 客户: ${who(context)}`,
        ...(by === undefined ? [] : [`By · 操作: ${by}`]),
      ].join('\n'),
    }),
    moveRefused: (context: Context, { number }: Order, made: Exclude<Made, { ok: true }>): StaffPost => ({
      kind: 'notice',
      text: [
        ...('which' in made ? whichMachine(number, made.which) : refusalOf(number, made)),
        `Customer · 客户: ${who(context)}`,
      ].join('\n'),
    }),
    whichOrder: (context: Context, open: readonly Order[]): StaffPost => ({
      kind: 'notice',
      text:
        open.length === 0
          ? `⛔ No open order in this conversation · 此对话没有进行中的维修单\n${who(context)}`
          : `⛔ Several orders are open, please name one · 有多张维修单，请写明单号: ${open.map((order) => showOrderNumber(order.number)).join(', ')}\n${who(context)}`,
    }),
    filesSent: (context: Context, kinds: readonly FileKind[], files: readonly FileRef[]): StaffPost => ({
      kind: 'notice',
      files,
      text: [
        `📎 ${sentShown(kinds)}`,
        `Customer · 客户: ${who(context)}`,
        ...(context.orders.length === 0 ? [] : [`Orders · 维修单: ${context.orders.map(showOrderNumber).join(', ')}`]),
      ].join('\n'),
    }),
    /** P19: only staff can see whether a voucher is one. */
    voucher: (context: Context, number: OrderNumber): StaffPost => ({
      kind: 'notice',
      text: [
        `💳 ${showOrderNumber(number)}: the customer says it is paid, please check · 客户说已付款，请核对`,
        `Customer · 客户: ${who(context)}`,
        'Seen? Reply /paid · 确认后回复 /paid',
      ].join('\n'),
    }),
    noSuchCanned: (context: Context, name: string, known: readonly string[]): StaffPost => ({
      kind: 'notice',
      text: `⛔ Nothing was sent: there is no !!${name} · 没有发送，没有这条常用语\n${known.map((one) => `!!${one}`).join(' ')}\n${who(context)}`,
    }),
    noSuchOrder: (context: Context, number: OrderNumber): StaffPost => ({
      kind: 'notice',
      text: `⛔ ${showOrderNumber(number)} is no order of this conversation · 此对话没有该维修单\n${who(context)}`,
    }),
    restarted: (context: Context): StaffPost => ({
      kind: 'notice',
      text: `🛠 A stored talk could not be read and was started again · 对话记录无法读取，已重新开始\n${who(context)}`,
    }),
  }
}

const MOST_ALSO_IN = 6

/** A serial number in several open orders: a slip, or the same fault told twice. Staff look into it. */
const alsoInLines = (found: Context['elsewhere']): readonly string[] =>
  found
    .slice(0, MOST_ALSO_IN)
    .map(
      ({ serial, numbers }) =>
        `🔁 SN ${serial}: also in an open order · 序列号另有进行中的维修单 ${numbers.map(showOrderNumber).join(', ')}`,
    )

const alsoInOf = ({ alsoIn }: Order): readonly string[] =>
  alsoInLines(alsoIn.map(({ serial, order }) => ({ serial, numbers: [order] })))

/** A joined talk: where, and what was filed there. */
function alsoOn({ talk, orders }: Context['links'][number]): string {
  const filed = orders.length === 0 ? '' : ` (${orders.map(showOrderNumber).join(', ')})`
  return `🔗 Also on · 同一客户也在: ${placeShown(talk)}${filed}`
}

/** `1, 2`, counted as people do. */
function machinesOf(moves: readonly Move[]): string {
  const places = moves.flatMap((move) => ('machine' in move ? [move.machine] : 'machines' in move ? move.machines : []))
  return places.length === 0 ? '' : ` ${places.map((place) => place + 1).join(', ')}`
}

const whichMachine = (number: OrderNumber, which: readonly number[]): readonly string[] => [
  `⛔ ${showOrderNumber(number)}: please name the machine · 请写明是第几台: ${which.join(', ')}`,
]

function refusalOf(number: OrderNumber, { move, refusal }: Extract<Made, { refusal: unknown }>): readonly string[] {
  const rule = refusal.rule === null ? '' : ` (${refusal.rule})`
  return [
    `⛔ ${showOrderNumber(number)}: ${move.type} refused · 操作未执行: ${refusal.reason}${rule}`,
    ...(refusal.details.length === 0 ? [] : [refusal.details.join(', ')]),
  ]
}

const HEADLINE_LIMIT = 90

/** A post in one line: of a customer's words, who and what; of anything else, what it is about. */
export function headline({ kind, text }: StaffPost): string {
  const [first = '', second = ''] = text.split('\n').filter((line) => line.trim() !== '')
  const told = kind === 'relay' ? `${first} ${second}`.trim() : first
  return told.length > HEADLINE_LIMIT ? `${told.slice(0, HEADLINE_LIMIT)}…` : told
}

const who = (context: Context): string => `${context.displayName ?? '–'} (${context.lang})`

const machine = (context: Context): string => {
  const model = context.model === null || context.model === UNKNOWN_MODEL ? '–' : context.model
  const count = context.count === SEVERAL ? 'several · 多台' : `${context.count} ×`
  return `${areSeveral(context) ? `${count} ` : ''}${model}, SN ${context.serial ?? '–'}`
}

const sent = (evidence: Evidence | null): readonly string[] =>
  evidence === null ? [] : [`📎 Sent · 已发: ${sentWords(evidence)}`]

type Circumstances = Pick<Context, 'since' | 'changed' | 'marks' | 'unmarked' | 'voltage'> | Told

/** Condition: what there is of it, or what was denied while the rest is unknown. */
function condition({ marks, unmarked }: Circumstances): string | null {
  const denied = unmarked.length === 0 ? null : `not · 没有: ${unmarked.join(', ')}`
  if (marks === null || marks === UNKNOWN) return denied ?? marks
  return marks.join(', ') || 'none · 无'
}

/** Since when, what changed, condition, mains: what was told of them. */
function circumstances(told: Circumstances): readonly string[] {
  const { since, changed, voltage } = told
  const lines: readonly (readonly [string, string | null])[] = [
    ['Since · 开始时间', since === null ? null : `${sinceWords.en(since)} · ${sinceWords.zh(since)}`],
    ['Changed before · 之前变动', changed],
    ['Condition · 机器情况', condition(told)],
    ['Mains · 供电', voltage],
  ]
  return lines.flatMap(([label, value]) => (value === null ? [] : [`${label}: ${value}`]))
}
