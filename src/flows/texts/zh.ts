/** 机器人的中文话术：按客服平时的说法写，不是英文的翻译。 What the bot says in Chinese; the rules' numbers stand at the same places as in English. */
import { chinaTime } from '../../domain/china-time.ts'
import { showOrderNumber } from '../../domain/order-number.ts'
import type { Symptom } from '../../domain/values.ts'
import { type Context, type Slot, UNKNOWN_MODEL } from '../context.ts'
import type { Unreadable } from '../types.ts'
import type { Texts } from './en.ts'
import type { Wording } from './wording.ts'
import { answers } from './zh/answers.ts'

const SLOT_NAMES: Readonly<Record<Slot, string>> = {
  danger: '安全情况',
  fault: '故障描述',
  model: '型号',
  serial: '序列号',
  check: '排查结果',
  name: '联系人',
  phone: '电话',
}

const UNREADABLE_NAMES: Readonly<Record<Unreadable, string>> = {
  photo: '图片',
  video: '视频',
  voice: '语音',
  file: '文件',
  sticker: '表情',
  location: '位置',
  contact: '名片',
  poll: '投票',
  other: '这类消息',
}

export const zh = (wording: Wording): Texts => {
  const name = (symptom: Symptom) => wording.symptom(symptom).zh

  return {
    hello: () => '您好，这里是 JASMINER 售后，我是自动客服，全天都在。',
    startedAgain: () => '非常抱歉，刚才的对话记录出了问题，需要重新开始，已经通知售后同事。',
    welcome: () => '不客气，有需要随时发消息。',
    noted: () => '记下了。',
    good: () => '好的。',
    understood: (model, symptom) => {
      const what = [model, symptom === null ? null : name(symptom)].filter((part) => part !== null).join(' ')
      return what === '' ? '我现在就帮您一步步排查。' : `${what}，我现在就帮您一步步排查。`
    },
    gotFault: (symptom) => `明白，${name(symptom)}。`,
    safety: () =>
      '安全第一：在确保安全的前提下，请先断电并拔掉电源线。机器进水或冒烟时不要触碰，也不要再通电。方便的话，从外面拍张照片留着。',
    keepItSo: () => '好的，同事看过之前请一直断电。',
    stayAway: () => '同事看过之前请一直断电，机器发烫、进水或冒烟时不要碰。如果着火，请马上远离并报火警。',
    solved: () => '太好了。如果再出现，直接发消息给我就行。',
    needsTechnicians: () => '这种情况要由技术同事处理，外部能做的您都做完了。请不要拆机，拆机会失去保修。', // P13
    gotSerial: (serial) => `序列号 ${serial ?? '–'}，记下了。`,
    corrected: ({ model, serial, name: contact, phone }) => {
      const parts = [model, serial === null ? null : `序列号 ${serial}`, contact, phone]
      return `已改好，现在是：${parts.filter((part) => part !== null).join('，')}。`
    },
    verdict: (say, why) => (why === null ? say.zh : `${say.zh}${why.zh}`),
    evidence: (names) => `请先准备好，同事会用到：${names.map(({ zh }) => zh).join('、')}。`,
    serialLater: () => '没关系，同事之后会再向您确认：没有序列号就无法判断保修。', // P13
    laterThen: () => '好的。想继续的时候回复“报修”就行，您说过的内容我都记着。',
    dropped: () => '好的，已经取消。',
    nothingToDrop: () => '现在没有需要取消的内容。',
    languageSet: () => '好的，我们用中文。',
    earlierQuestion: () => '这是前面问题的选项了。',
    cannotRead: (what: Unreadable) =>
      `这个版本还看不了${UNREADABLE_NAMES[what]}，麻烦把关键内容打字发给我。原件请留着，同事可能会需要。`,
    notUnderstood: (misses) => {
      if (misses <= 1) return '不好意思，没看明白。'
      if (misses === 2) return '还是没太明白您的意思。'
      return misses % 2 === 1
        ? '看来我没帮上忙。请选最接近的一项，或者转人工。'
        : '这个我没法当作回答，回复选项前面的数字就行。'
    },
    notASerial: (misses) =>
      misses % 2 === 1
        ? '这个不太像序列号：序列号是 6 到 32 位的字母、数字或短横线。'
        : '还是认不出这个序列号。实在看不清，直接回复“看不清”就行。',
    notAPhone: (misses) =>
      misses % 2 === 1
        ? '这个号码用不了。非大陆手机号请带上国家代码，比如 +852、+1。'
        : '这个号码还是不行，请输入 11 位手机号，或者以 + 加国家代码开头的号码。',
    tooMany: (count) => `消息一下子太多，有 ${count} 条没能收下。请把重要的再发一遍，稍微慢一点。`,
    parked: () => '您有一条消息我没能处理，已经保留并通知同事，我们可以继续。',
    help: () =>
      [
        '直接用自己的话说就行，也可以随时用这些：',
        '/menu 或“菜单”：我能做什么',
        '/order 或“报修”：提交维修单',
        '/status 或“订单”：查看您的维修单',
        '/hours 或“工作时间”：人工什么时候在',
        '/human 或“人工”：找人工客服',
        '/language 或“语言”：English / 中文',
        '“上一步”退回上一个问题，“取消”放弃当前内容。',
      ].join('\n'),

    filed: (number) =>
      // P4, P11a, P5
      wording.ordersAreOfficial
        ? `维修单已提交，单号 ${showOrderNumber(number)}。\n同事会先看情况，再告诉您要不要寄回。在那之前请先不要寄：没有确认的包裹会被拒收。`
        : `维修单已提交，单号 ${showOrderNumber(number)}。\n同事会在官网系统里登记、补上官方单号，并告诉您要不要寄回。在那之前请先不要寄：官网没有工单的包裹会被拒收。`,

    staffAsked: () => '好的，已经帮您转人工，同事会在这里回复。您说的情况我已经整理给同事，不用再重复。',
    noStaffHere: () =>
      `这里暂时转不了人工，请加客服微信：${wording.contacts}，中国工作日 ${wording.shifts}（北京时间）在线。`, // P1, P2
    staffAskedAlready: () => '已经通知过同事了，他们会在这里回复您。',
    staffAskedForDanger: () => '已经马上通知同事。',
    closedPerson: (opening, now) =>
      `现在人工不在线，已经帮您排上队，${chinaTime(opening, 'zh', now)}上班后同事会回复。这段时间我可以继续帮您。`,
    openNow: () => '人工已经上班，我已帮您通知同事。',
    stillWaiting: () => '非常抱歉，同事暂时还没空出来，您还在排队中。想让我继续帮您，回复“菜单”就可以。',
    passedOn: (danger) =>
      danger ? '已经马上转给同事。请先保持断电，不要靠近机器。' : '已经转给同事。想让我继续帮您，回复“菜单”就可以。',
    backWithBot: () => '我接着帮您处理。',
    ...answers(wording),

    askMenu: () => '请问需要什么帮助？',
    askDanger: () => '先确认安全：有没有焦味、冒烟、火花、进水、零件松脱，或者跳闸？',
    askFault: () => '机器出了什么问题？用自己的话说最好，也可以选最接近的一项。',
    askModel: () => '是什么型号？标签上有写，比如 X16-Q。',
    askSerial: () => '序列号（SN）是多少？在机身标签上，机器状态页里也有（machine_sn）。',
    askOffer: (danger) =>
      danger
        ? '这段时间我可以先帮您填好维修单，大约 2 分钟。'
        : '我现在可以帮您填维修单，大约 2 分钟。要不要寄回由同事来定，在那之前请先不要寄：没有确认的包裹会被拒收。', // P4, P11a
    askName: () => '同事联系您时怎么称呼？（联系人姓名）',
    askPhone: () => '联系电话是多少？非大陆手机号请带国家代码。',
    askRecap: (context) => ['请核对一下：', ...recap(context, name), '这样提交可以吗？'].join('\n'),
    askChange: () => '要改哪一项？',
    askLeave: () => '前面填的内容要放弃吗？',
    askLanguage: () => 'English 还是中文？',

    offerFault: () => '机器有故障',
    offerOrder: () => '提交维修单',
    offerStatus: () => '我的维修单',
    offerHours: () => '工作时间',
    offerPerson: () => '人工客服',
    offerResume: () => '继续刚才的',
    offerNoDanger: () => '没有',
    offerDanger: () => '有',
    offerSymptom: (symptom) => name(symptom),
    offerOtherModel: () => '其他 / 不清楚',
    offerUnreadable: () => '看不清 / 没有',
    offerDraft: () => '填维修单',
    offerLater: () => '先不用',
    offerDisplayName: (displayName) => displayName,
    offerSubmit: () => '提交',
    offerChange: () => '修改',
    offerDrop: () => '放弃',
    offerSlot: (slot) => SLOT_NAMES[slot],
    offerNothing: () => '不改了',
    offerYesDrop: () => '放弃',
    offerNoKeep: () => '继续填',
    reason: (reason) => (reason === 'danger' ? '报告了危险情况' : '要求人工'),
    commandMenu: () => '我能做什么',
    commandOrder: () => '提交维修单',
    commandStatus: () => '我的维修单',
    commandHours: () => '人工工作时间',
    commandHuman: () => '找人工客服',
    commandLanguage: () => '切换语言',
    commandCancel: () => '放弃当前内容',
    commandHelp: () => '全部命令',
    commandEnd: () => '结束人工对话',
  }
}

function recap(context: Context, name: (symptom: Symptom) => string): readonly string[] {
  const symptom = context.symptom === null ? [] : [name(context.symptom)]
  const words = context.description === '' ? [] : [`“${context.description}”`]
  return [
    ...(context.danger === true ? ['• 报告过危险情况：请保持断电'] : []),
    `• 故障：${[...symptom, ...words].join('，')}`,
    `• 型号：${context.model === UNKNOWN_MODEL ? '不清楚' : context.model}`,
    `• 序列号：${context.serial ?? '看不清，同事再确认'}`,
    ...(context.tried.length > 0 ? [`• 已排查：${context.tried.length} 项`] : []),
    `• 联系人：${context.name ?? '–'}，${context.phone ?? '–'}`,
  ]
}
