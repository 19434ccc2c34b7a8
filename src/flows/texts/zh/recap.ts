/** 提交前的核对：维修单里会有的内容。 The recap, in Chinese. */
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

const MOST_LISTED = 10

/** P13 */
export const MARKS: Readonly<Record<MarkOffer, string>> = {
  none: '都没有',
  damaged: '外观有损坏',
  opened: '拆过',
  overclocked: '超频过',
}

const country = new Intl.DisplayNames(['zh-Hans'], { type: 'region' })

export function recap(context: Context, wording: Wording): readonly string[] {
  const symptom = context.symptom === null ? [] : [wording.symptom(context.symptom).zh]
  const words = context.description === '' ? [] : [quoted(context.description)]
  const { since, changed, marks, voltage } = context
  const checks = context.siteTried.length + context.tried.length
  const place = countryIn(context)
  return [
    ...(context.danger === true ? ['• 报告过危险情况：请保持断电'] : []),
    `• 故障：${[...symptom, ...words].join('，')}`,
    ...(context.remarks === '' ? [] : [`• 您的补充：${quoted(context.remarks)}`]),
    ...(since === null ? [] : [`• 开始时间：${sinceWords.zh(since)}`]),
    ...(changed === null ? [] : [`• 之前的变动：${CHANGED[changed]}`]),
    ...machineLines(context, wording),
    ...(checks > 0 ? [`• 已排查：${checks} 项`] : []),
    ...(context.sent === null ? [] : [`• ${pasted(wording).recapStatus(context.sent)}`]),
    ...(marks === null ? [] : [`• 机器情况：${conditionWords(context, marks)}`]),
    ...(voltage === null ? [] : [`• 供电：${voltage === UNKNOWN ? '不清楚' : voltageWords(voltage)}`]),
    `• 联系人：${[context.name ?? '–', context.phone ?? '–', ...(place === null ? [] : [country.of(place)])].join('，')}`,
  ]
}

function machineLines(context: Context, wording: Wording): readonly string[] {
  const machines = machinesOf(context)
  const model = context.model === UNKNOWN_MODEL || context.model === null ? '不清楚' : context.model
  if (machines.length < 2) return [`• 型号：${model}`, `• 序列号：${context.serial ?? '看不清，同事再确认'}`]
  const line = ({ model: own, serial, symptom, sent }: Further, index: number) =>
    `  ${index + 1}. ${own ?? model}，${serial ?? '序列号看不清'}${symptom === null ? '' : `，${wording.symptom(symptom).zh}`}${index === 0 || sent === undefined ? '' : `，${pasted(wording).recapStatus(sent)}`}`
  const rest = machines.length - MOST_LISTED
  return [
    `• 机器：共 ${machines.length} 台`,
    ...machines.slice(0, MOST_LISTED).map(line),
    ...(rest > 0 ? [`  另外还有 ${rest} 台`] : []),
  ]
}

const UNMARKED = { damaged: '外观没有损坏', opened: '没有拆过', overclocked: '没有超频' } as const

function conditionWords({ unmarked }: Context, marks: NonNullable<Context['marks']>): string {
  if (marks === UNKNOWN)
    return unmarked.length === 0 ? '不清楚' : `${unmarked.map((mark) => UNMARKED[mark]).join('，')}，其他不清楚`
  return marks.length === 0 ? '没有损坏，没有拆过，没有超频' : marks.map((mark) => MARKS[mark]).join('、')
}

const voltageWords = (voltage: string): string => (voltage === 'other' ? '其他电压' : `${voltage} V`)
