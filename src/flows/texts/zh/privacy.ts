/** 关于客户数据的话。 About the data kept of a customer, in Chinese. */
import { showOrderNumber } from '../../../domain/order-number.ts'
import type { OrderNumber } from '../../../domain/values.ts'
import { type Context, UNKNOWN_MODEL } from '../../context.ts'
import { channelOf } from '../../linking/channel-of.ts'
import { maskedName, maskedPhone } from '../../privacy/kept.ts'
import type { PrivacyTexts } from '../en/privacy.ts'
import type { Wording } from '../wording.ts'

export const privacy = (wording: Wording): PrivacyTexts => ({
  myData: (context, days) =>
    [
      '这个对话里保存了您的这些信息：',
      ...kept(context, wording),
      context.orders.length === 0
        ? '• 维修单：没有'
        : `• 维修单（含各自的联系方式和机器信息）：${shown(context.orders)}`,
      ...joinedWith(context.links),
      `• 聊天记录和发来的文件：最后一条消息之后保留 ${days} 天`,
      '联系方式在这里做了遮挡。回复“/forget”可以删除对话记录。',
    ].join('\n'),
  askForget: () => '要删除这个对话和我记下的内容吗？删除后无法恢复。',
  offerYesForget: () => '删除',
  offerNoForget: () => '不删',
  keptAll: () => '好的，内容都保留。',
  forgotten: (orders, open, links = []) =>
    [
      '已删除：对话、发来的文件和我记下的内容都清掉了，同事只会知道您删除过，看不到内容。',
      ...(orders.length === 0 ? [] : [`维修单会保留，请记下单号：${shown(orders)}。`]),
      ...(open.length === 0 ? [] : [`还在处理中的维修单，联系方式会保留到单子结束：${shown(open)}。`]),
      ...links.map(
        ({ talk }) => `和您在${channelOf(talk, 'zh')}里的对话已不再关联，那边的内容还在，在那边回复“/forget”可以删除。`,
      ),
    ].join('\n'),
})

const joinedWith = (links: Context['links']): readonly string[] =>
  links.map(
    ({ talk, orders }) =>
      `• 已关联您在${channelOf(talk, 'zh')}里的对话${orders.length === 0 ? '' : `，那边的维修单：${shown(orders)}`}`,
  )

const shown = (orders: readonly OrderNumber[]): string => orders.map(showOrderNumber).join('、')

function kept(context: Context, wording: Wording): readonly string[] {
  const { displayName, name, phone, model, serial, symptom, description, tried } = context
  const machine = [
    model === UNKNOWN_MODEL ? null : model,
    serial === null ? null : `序列号 ${serial}`,
    symptom === null ? null : wording.symptom(symptom).zh,
  ].filter((part) => part !== null)
  const contact = [name === null ? null : maskedName(name), phone === null ? null : maskedPhone(phone)]
  const known = contact.filter((part) => part !== null)
  return [
    '• 语言：中文',
    ...(displayName === null ? [] : [`• 平台上显示的名字：${maskedName(displayName)}`]),
    ...(machine.length === 0 ? [] : [`• 机器：${machine.join('，')}`]),
    ...(description === '' ? [] : [`• 您的描述：“${description}”`]),
    ...(context.parcel === null ? [] : ['• 填了一部分的寄件信息，包括您给的收货地址']),
    ...(tried.length === 0 ? [] : [`• 排查回答：${tried.length} 项`]),
    ...(known.length === 0 ? [] : [`• 联系人：${known.join('，')}`]),
  ]
}
