/** 维修单的话：填写、核对、提交。 The repair order, in Chinese. */
import type { StatusSent } from '../../../domain/order.ts'
import { showOrderNumber } from '../../../domain/order-number.ts'
import type { Symptom } from '../../../domain/values.ts'
import { type Context, type Slot, UNKNOWN_MODEL } from '../../context.ts'
import type { OrderTexts } from '../en/order.ts'
import type { Wording } from '../wording.ts'
import { pasted } from './pasted.ts'

const SLOT_NAMES: Readonly<Record<Slot, string>> = {
  danger: '安全情况',
  fault: '故障描述',
  model: '型号',
  serial: '序列号',
  check: '排查结果',
  name: '联系人',
  phone: '电话',
}

export const order = (wording: Wording): OrderTexts => {
  const name = (symptom: Symptom) => wording.symptom(symptom).zh
  const status = pasted(wording).recapStatus

  return {
    corrected: ({ model, serial, name: contact, phone }) => {
      const parts = [model, serial === null ? null : `序列号 ${serial}`, contact, phone]
      return `已改好，现在是：${parts.filter((part) => part !== null).join('，')}。`
    },
    notAPhone: (misses) =>
      misses % 2 === 1
        ? '这个号码用不了。非大陆手机号请带上国家代码，比如 +852、+1。'
        : '这个号码还是不行，请输入 11 位手机号，或者以 + 加国家代码开头的号码。',
    filed: (number) =>
      // P4, P11a, P5
      wording.ordersAreOfficial
        ? `维修单已提交，单号 ${showOrderNumber(number)}。\n同事会先看情况，再告诉您要不要寄回。在那之前请先不要寄：没有确认的包裹会被拒收。`
        : `维修单已提交，单号 ${showOrderNumber(number)}。\n同事会在官网系统里登记、补上官方单号，并告诉您要不要寄回。在那之前请先不要寄：官网没有工单的包裹会被拒收。`,
    askName: () => '同事联系您时怎么称呼？（联系人姓名）',
    askPhone: () => '联系电话是多少？非大陆手机号请带国家代码。',
    askRecap: (context) => ['请核对一下：', ...recap(context, name, status), '这样提交可以吗？'].join('\n'),
    askChange: () => '要改哪一项？',
    offerDisplayName: (displayName) => displayName,
    offerSubmit: () => '提交',
    offerChange: () => '修改',
    offerDrop: () => '放弃',
    offerSlot: (slot) => SLOT_NAMES[slot],
    offerNothing: () => '不改了',
  }
}

function recap(
  context: Context,
  name: (symptom: Symptom) => string,
  status: (sent: StatusSent) => string,
): readonly string[] {
  const symptom = context.symptom === null ? [] : [name(context.symptom)]
  const words = context.description === '' ? [] : [`“${context.description}”`]
  return [
    ...(context.danger === true ? ['• 报告过危险情况：请保持断电'] : []),
    `• 故障：${[...symptom, ...words].join('，')}`,
    `• 型号：${context.model === UNKNOWN_MODEL ? '不清楚' : context.model}`,
    `• 序列号：${context.serial ?? '看不清，同事再确认'}`,
    ...(context.tried.length > 0 ? [`• 已排查：${context.tried.length} 项`] : []),
    ...(context.sent === null ? [] : [`• ${status(context.sent)}`]),
    `• 联系人：${context.name ?? '–'}，${context.phone ?? '–'}`,
  ]
}
