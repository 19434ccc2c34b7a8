/** 客户没回复时的话：提醒、回来、放下问题。 Around a silence, in Chinese. */
import { showOrderNumber } from '../../../domain/order-number.ts'
import { HOUR, MINUTE } from '../../../domain/values.ts'
import { type Context, UNKNOWN_MODEL } from '../../context.ts'
import type { SilenceTexts } from '../en/silence.ts'
import type { Wording } from '../wording.ts'

export const silence = (wording: Wording): SilenceTexts => {
  const matter = ({ model, symptom, topic, parcel, quote }: Context): string => {
    if (topic === 'parcel' && parcel !== null) return `维修单 ${showOrderNumber(parcel.number)} 的寄件信息`
    if (topic === 'quote' && quote !== null) return `维修单 ${showOrderNumber(quote.number)} 的报价`
    const machine = model === null || model === UNKNOWN_MODEL ? '机器' : model
    if (symptom !== null) return `${machine} ${wording.symptom(symptom).zh}`
    return topic === 'order' ? `${machine}的维修单` : `${machine}的问题`
  }
  const progress = ({ topic, tried }: Context): string => {
    if (topic === 'order') return '维修单填了一部分，还没有提交。'
    if (topic === 'parcel') return '寄件信息填了一部分，还没有提交，请先不要寄。' // P11
    if (topic === 'quote') return ''
    return tried.length === 0 ? '' : `已经排查了 ${tried.length} 项。`
  }

  return {
    reminder: (context) => `不着急，“${matter(context)}”这件事我还在跟进，您方便时接着回复就行：`,
    howDidItGo: (context) => `时间差不多了，想问问“${matter(context)}”现在的情况。`,
    asYouAsked: (context) => `按您说的时间来提醒您，我们接着处理“${matter(context)}”。`,
    reminderSet: (after) => `好的，我${inTime(after)}再来提醒您。提前弄好了，直接回复就行。`,
    nothingToRemind: () => '现在没有需要提醒的事情。',
    welcomeBack: (context) => `欢迎回来。上次说到“${matter(context)}”。${progress(context)}您说过的内容都还在。`,
    stillOpen: (context) => `“${matter(context)}”还在处理中。${progress(context)}`,
    askReturning: () => '接着上次的继续吗？',
    offerAnew: (told) => (told ? '不是，这是新的问题' : '重新开始'),
    offerMenu: () => '菜单',
    offerLaterOn: () => '晚点再说',
    leavesQuestion: () => '这个问题先放一放，您之前说的都还在。',
    askStuck: () => '您可以选一项，也可以直接用自己的话告诉我需要什么。',
    stillStuck: (misses) =>
      [
        '我在看，不过这条没看懂。',
        '这条还是不明白。回复“人工”，可以请同事来帮您。',
        '不着急，回复“菜单”可以看看我能做什么。',
        '这条我处理不了，不过您之前说的都还在。',
      ][misses % 4] ?? '',
    nothingOpen: () => '现在没有可以继续的内容。',
  }
}

const DAY_HOURS = 24

function inTime(ms: number): string {
  const hours = ms / HOUR
  if (hours < 1) return ` ${Math.round(ms / MINUTE)} 分钟后`
  if (hours === DAY_HOURS) return '明天这个时候'
  return hours < DAY_HOURS || hours % DAY_HOURS !== 0
    ? ` ${Math.round(hours * 10) / 10} 小时后`
    : ` ${hours / DAY_HOURS} 天后`
}
