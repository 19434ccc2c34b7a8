/** 规则问答，每条最后都请客户有疑问先确认（P22）。 Answers about rules, in Chinese. */
import { chinaTime } from '../../../domain/china-time.ts'
import { showOrderNumber } from '../../../domain/order-number.ts'
import type { AnswersTexts } from '../en/answers.ts'
import type { Wording } from '../wording.ts'

/** P22 */
const IN_DOUBT = '拿不准的话请先和客服确认，回复“人工”就可以。'

export const answers = (wording: Wording): AnswersTexts => ({
  answerHours: (now, hours, nextOpening) => {
    const state = hours.open
      ? `现在人工在线，到${chinaTime(hours.closesAt, 'zh', now)}。`
      : `现在人工不在线，${chinaTime(nextOpening, 'zh', now)}上班。`
    const provisional = hours.provisional ? '该年度的放假安排还没有公布，可能会有调整。' : ''
    return `人工客服的时间是中国工作日 ${wording.shifts}（北京时间）。${state}${provisional}我全天都在。${IN_DOUBT}`
  },
  answerStatus: (orders) =>
    orders.length === 0
      ? `您在这里还没有提交过维修单。${IN_DOUBT}`
      : `${orders.map((order) => `${showOrderNumber(order)}：已提交，等同事确认`).join('\n')}\n同事确认之前请先不要寄。${IN_DOUBT}`,
  // P12, P13
  answerWarranty: () =>
    `保修从出厂日期算起，到维修点收到机器那天为止，运输时间也算在内。具体由同事按序列号核实，您也可以在 ${wording.warrantyLink} 查询。拆机、超频等会失去保修。${IN_DOUBT}`,
  // P4, P8, P11
  answerShipping: () =>
    `请先有维修单、并且同事确认要寄回之后再寄。只收送货上门的快递，不支持自提，运费寄出时现付。没有维修单、实物与单子不符、或者信息有误的包裹会被拒收。${IN_DOUBT}`,
  answerFreight: () => `${wording.freight.inWarranty.zh}${wording.freight.outOfWarranty.zh}${IN_DOUBT}`, // P8
  // P19, P20
  answerReturnTime: () =>
    `一般 ${wording.returnDays} 个工作日内寄回：保内从我们收到机器算起，保外从收到付款凭证算起，前提是维修单填写正确。数量多或整机维修会久一些，也可能分批寄回。${IN_DOUBT}`,
  // P9
  answerPacking: () => `请包装牢固，里面不要晃动、不要受压：运输造成的损坏不在保修范围内。${IN_DOUBT}`,
  answerContacts: () => `客服微信：${wording.contacts}。在这里也可以找到人工。${IN_DOUBT}`, // P2
})
