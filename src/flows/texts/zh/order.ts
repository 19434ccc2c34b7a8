/** 维修单的话：机器、填写、核对、条款、提交。 The repair order, in Chinese. */
import { chinaTime } from '../../../domain/china-time.ts'
import type { Mark } from '../../../domain/order.ts'
import { showOrderNumber } from '../../../domain/order-number.ts'
import type { Bilingual } from '../../../domain/values.ts'
import type { Changeable } from '../../heard.ts'
import type { OrderTexts } from '../en/order.ts'
import type { Wording } from '../wording.ts'
import { MARKS, recap } from './recap.ts'

const SLOT_NAMES: Readonly<Record<Changeable, string>> = {
  fault: '故障描述',
  since: '开始时间',
  changed: '之前的变动',
  model: '型号',
  serial: '序列号',
  machines: '增加或去掉机器',
  marks: '机器情况',
  voltage: '供电电压',
  name: '联系人',
  phone: '电话',
}

/** P13 */
const OPEN_MARKS: Readonly<Record<Mark, string>> = {
  damaged: '外观有没有损坏',
  opened: '有没有拆过',
  overclocked: '有没有超频过',
}

const MOST_REFUSED_SHOWN = 3

export const order = (wording: Wording): OrderTexts => ({
  corrected: ({ model, serial, name: contact, phone }) => {
    const parts = [model, serial === null ? null : `序列号 ${serial}`, contact, phone]
    return `已改好，现在是：${parts.filter((part) => part !== null).join('，')}。`
  },
  listTaken: ({ taken, total, repeated, refused, cut }) =>
    [
      taken.length === total ? `收到，一共 ${total} 台。` : `又加了 ${taken.length} 台，现在一共 ${total} 台。`,
      ...(repeated.length === 0 ? [] : [`重复的只算一次：${repeated.join('、')}。`]),
      ...refused
        .slice(0, MOST_REFUSED_SHOWN)
        .map(({ text, line }) => `第 ${line} 行不像序列号，没有收进来：“${text}”。`),
      ...(cut ? ['一次收不下这么多，剩下的请发给同事。'] : []),
    ].join('\n'),
  machineRepeated: () => '这个序列号已经在单子里了。',
  machineAdded: (place, serial) => `第 ${place} 台记为 ${serial}。如果是要替换某一台，可以说“去掉第2台”这样的话。`,
  machineChanged: (place, serial) => `第 ${place} 台已改成 ${serial}。`,
  machineRemoved: (place, left) => `第 ${place} 台已去掉，还剩 ${left} 台。`,
  callingCode: (code) => `国家代码是 +${code}，请把完整号码发给我，前面加上 +${code}。`,
  // P4
  phoneNeeded: (misses) =>
    misses % 2 === 1
      ? '这里可以一直聊，不过维修单上要有一个电话：提交后同事要联系您，确认机器要不要寄回。号码只留在维修单里。'
      : '维修单没有电话就提交不了，能联系到您的号码都可以。实在不方便，回复“人工”让同事处理。',
  notAPhone: (misses) =>
    misses % 2 === 1
      ? '这个号码用不了。非大陆手机号请带上国家代码，比如 +852、+1。'
      : '这个号码还是不行，请输入 11 位手机号，或者以 + 加国家代码开头的号码。',
  filed: (number, now, opening, evidence) =>
    [
      `维修单已提交，单号 ${showOrderNumber(number)}。`,
      // P4, P11a, P5
      wording.ordersAreOfficial
        ? '同事会先看情况，再告诉您要不要寄回。在那之前请先不要寄：没有确认的包裹会被拒收。'
        : '同事会在官网系统里登记、补上官方单号，并告诉您要不要寄回。在那之前请先不要寄：官网没有工单的包裹会被拒收。',
      [
        // P4
        opening === null ? '同事现在在岗，会联系您。' : `人工${chinaTime(opening, 'zh', now)}上班后会联系您。`,
        ...evidenceLine(evidence),
        '随时回复“订单”就能查看进度。', // P7
      ].join(''),
    ].join('\n'),
  askMachines: (named, count) => {
    if (count !== null && count > 1) {
      return named === 0
        ? `请把这 ${count} 台的序列号发给我，一台一台发，或者一次发一个列表都行。第一台的序列号是多少？`
        : `第 ${named + 1} 台（共 ${count} 台）的序列号是多少？`
    }
    if (named > 1) return '还有别的机器要一起报修吗？有的话请发序列号。'
    return named === 0
      ? '请把这几台的序列号发给我，一台一台发，或者一次发一个列表都行。第一台的序列号是多少？'
      : `第 ${named + 1} 台的序列号是多少？`
  },
  sendNext: () => '好的，请发序列号，几台一起发也行。',
  askFurther: () => '要加的那台序列号是多少？要去掉某一台，直接说“去掉第2台”就行。',
  askName: () => '同事联系您时怎么称呼？（联系人姓名）',
  askPhone: () => '联系电话是多少？非大陆手机号请带国家代码。',
  // P13
  askMarks: () => '为了判断保修，同事需要了解：机器外观有没有损坏，有没有拆过或超频过？',
  askOtherMarks: (left) => `那${left.map((mark) => OPEN_MARKS[mark]).join('，')}？`,
  whichMark: () => '请说一下是哪一种，有几种可以一起说。',
  askVoltage: () => '机器接的是多少伏的电？',
  askRecap: (context) => ['请核对一下：', ...recap(context, wording), '这样对吗？'].join('\n'),
  notAskedYet: () => '这一项还没填，暂时不用改。',
  askChange: () => '要改哪一项？',
  terms: () =>
    [
      '提交之前，有四点请您了解：',
      '• 请包装牢固，防止晃动和挤压：运输途中的损坏不在保修范围内。', // P9
      '• 没有维修单、寄来的东西和单子不一致，或者单子信息有误、不完整，包裹会被拒收，由此产生的损失（包括维修费和停机损失）由寄件方承担。', // P11
      '• 正常机器报价之后，不能拒绝报价、不修退回；报废或混板的机器可以不修退回。', // P17
      '• 以下情况机器不予寄回：没有维修单且超过 90 天没有联系、费用一直未付、寄回的包裹被拒收。', // P18
    ].join('\n'),
  askTerms: () => '您同意的话，我就提交了，可以吗？',
  askAway: () => '请直接问，或者回复“人工”找同事。维修单先放在这里。', // P22
  offerDisplayName: (displayName) => displayName,
  offerAllNamed: () => '就这些',
  offerMark: (mark) => MARKS[mark],
  offerUnknown: () => '不清楚',
  offerSubmit: () => '没问题',
  offerChange: () => '修改',
  offerDrop: () => '放弃',
  offerSlot: (slot) => SLOT_NAMES[slot],
  offerNothing: () => '不改了',
  offerAgree: () => '同意，提交',
  offerQuestion: () => '有疑问',
})

function evidenceLine(evidence: readonly Bilingual[] | null): readonly string[] {
  if (evidence === null) return ['前面列的资料请先准备好。']
  return evidence.length === 0 ? [] : [`请先准备好，同事会用到：${evidence.map(({ zh }) => zh).join('、')}。`]
}
