/** What the staff group reads of the customers who wait for a person, and of what can be typed in it. Both languages in one. */
import { isUrgent, type WaitReason } from '../../domain/urgent.ts'
import { STAFF_ACTS } from '../staff-acts.ts'
import { workingTime } from './working-time.ts'

/** A customer who waits. `minutes`: of working time; `link`: to their topic, null where there is none. */
export interface InLine {
  /** Empty where nobody knows it. */
  readonly name: string
  readonly minutes: number
  readonly reason: WaitReason | null
  readonly link: string | null
}

/** Before the name of who goes before the queue. */
export const warned = (reason: WaitReason | null): string => (isUrgent(reason) ? '⚠️ ' : '')

/** Danger first, then who has waited longest. `count` may be more than are shown. */
export function queueShown(inLine: readonly InLine[], count: number): string {
  if (count === 0) return '✅ Nobody waits for a person · 没有客户在等人工'
  const more = count > inLine.length ? [`… ${count - inLine.length} more · 另有 ${count - inLine.length} 位`] : []
  return [`🙋 Customers who wait for a person · 在等人工的客户: ${count}`, ...queueLines(inLine), ...more].join('\n')
}

const queueLines = (inLine: readonly InLine[]): readonly string[] =>
  inLine.map(({ name, minutes, reason, link }, place) => {
    const who = name === '' ? 'Customer 客户' : name
    return `${place + 1}. ${warned(reason)}${who} (${workingTime(minutes)})${link === null ? '' : ` ${link}`}`
  })

const HELP: readonly (readonly [string, string])[] = [
  ['/take', 'the talk is yours · 接手'],
  ['/release', 'the bot goes on · 交还机器人'],
  ['/close [15m]', 'the talk is done · 结束对话'],
  ['/note …, // …', 'stays inside · 仅内部可见'],
  ['/delete', 'in answer to a line: takes it back · 回复某条消息：撤回'],
  ['/open [order]', 'a topic for a customer · 为客户打开话题'],
  ['/assign <name>', 'a colleague has the talk · 转给同事'],
  ['/ban [reason], /unban', 'nothing they write is answered · 拉黑、解除'],
  ['/lang en|zh', 'the customer’s language · 切换客户语言'],
  [STAFF_ACTS.join(' '), 'their order · 维修单'],
  ['/queue', 'who waits for a person · 排队的客户'],
  ['/todo', 'orders that wait · 待处理维修单'],
  ['/hours', 'the hours · 工作时间'],
  ['/bans', 'who is banned · 被拉黑的客户'],
]

/** What can be typed: in a customer's topic, or in answer to a post about them; the last four anywhere. */
export const helpShown = (): string => HELP.map(([command, what]) => `${command}\n   ${what}`).join('\n')
