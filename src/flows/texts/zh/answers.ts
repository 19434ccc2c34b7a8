/** 关于规则的问题，机器人怎么回答。 What the bot answers about rules, in Chinese; the rules' numbers stand at the same places as in English. */
import { chinaTime } from '../../../domain/china-time.ts'
import { showOrderNumber } from '../../../domain/order-number.ts'
import type { AnswerTexts, Known, RuleTopic } from '../answer.ts'
import type { answers as english } from '../en/answers.ts'
import type { Wording } from '../wording.ts'

/** P22 */
const IN_DOUBT = '拿不准的话请先和客服确认，回复“人工”就可以。'

/** P1 */
const staffAre = ({ hours, nextOpening, now }: Known): string =>
  hours.open ? '现在人工在线。' : `人工${chinaTime(nextOpening, 'zh', now)}上班。`

export const answers = (wording: Wording): ReturnType<typeof english> => {
  const about: AnswerTexts = {
    ...aboutPeople(wording),
    ...aboutWarranty(wording),
    ...aboutParcels(wording),
    ...aboutMoney,
    ...aboutMachines,
  }
  return {
    answers: (topics: readonly RuleTopic[], known: Known) =>
      `${topics.map((topic) => about[topic](known)).join('\n')}${IN_DOUBT}`,
  }
}

const aboutPeople = (wording: Wording) => ({
  // P1
  hours: ({ now, hours, nextOpening }: Known) => {
    const state = hours.open
      ? `现在人工在线，到${chinaTime(hours.closesAt, 'zh', now)}。`
      : `现在人工不在线，${chinaTime(nextOpening, 'zh', now)}上班。`
    const provisional = hours.provisional ? '该年度的放假安排还没有公布，可能会有调整。' : ''
    return `人工客服的时间是中国工作日 ${wording.shifts}（北京时间）。${state}${provisional}我全天都在。`
  },
  // P1, P2
  contacts: (known: Known) => `客服微信：${wording.contacts}。在这里也可以找到人工。${staffAre(known)}`,
  // P1
  who_are_you: () =>
    `我是 JASMINER 售后的自动客服，是机器人，不是真人。排查故障、提交维修单、解答规则，我全天都可以。人工客服在中国工作日 ${wording.shifts}（北京时间）在线。`,
  languages: () => '我会中文和 English，回复“语言”就能切换。其他语言我怕理解错，麻烦用这两种里的一种，简短几句就行。',
  privacy: () =>
    `您发的内容会留在这里，方便同事接着处理，不用您再说一遍。最后一条消息过后 ${wording.transcriptDays} 天，聊天记录会自动删除。/mydata 可以查看您的数据，/forget 可以删除；还没完成的维修单要等结束后才能删除联系方式。`,
  // P2
  sales: () => `这里只做售后和维修，新机器的价格、库存我这边查不到，请到 ${wording.site.zh} 了解。`,
  // P2, P7
  official_site: () =>
    `官网是 ${wording.site.zh}。工单在“个人中心 > 售后服务 > 服务记录”里查看，保修可以在 ${wording.warrantyLink} 查询。`,
})

const aboutWarranty = (wording: Wording) => ({
  // P12, P13
  warranty: ({ model }: Known) => {
    const period =
      model?.warrantyDays === undefined
        ? '您这台的保修期由同事按序列号核实'
        : `${model.name} 的保修期是 ${model.warrantyDays} 天`
    return `保修从出厂日期算起，以维修点收到机器那天为准，路上的时间也算在内。${period}，您也可以在 ${wording.warrantyLink} 查询。拆机、超频等会失去保修。`
  },
  // P13
  opening_case: () =>
    '请不要拆机，清灰、换配件也不要自己拆。私自拆机、标签损坏、改动元器件都会失去保修。有灰的话，拔掉插头后从外面把防护网刷干净就可以。',
  // P13
  overclocking: () => '请保持出厂设置，超频会失去保修。如果觉得算力偏低，告诉我，我帮您找原因。',
  // P9, P13, P14
  not_covered: () =>
    '私自拆机、改动元器件、超频都不在保修范围。使用不当、电压或环境温度不合适、算力板或芯片压坏烧毁、序列号缺失、运输损坏，以及雷击、进水、火灾等自然灾害、自然磨损和假冒产品也一样。具体到您这台，同事检测后才能确定。',
  // P13, P14, P16
  my_fault: () =>
    '现在还没法判断，我也不做这个判断，要等同事检测后按机器的实际情况来看。私自拆机、超频都不在保修范围。使用不当、电压或环境温度不合适，以及雷击、进水等自然原因也一样。',
  // P15, P16
  scrap: () =>
    '有些损坏没法维修：板子烧毁、腐蚀或氧化、芯片焊盘或引脚脱落、PCB 断裂、板孔堵塞等。修不了的会原样寄回，损失由用户承担。是不是这种情况，同事检测后会告诉您。',
})

const aboutParcels = (wording: Wording) => ({
  // P4, P8, P11
  shipping: ({ orders }: Known) => {
    const last = orders.at(-1)
    const first =
      last === undefined
        ? '请先有维修单、并且同事确认要寄回之后再寄。'
        : `维修单 ${showOrderNumber(last)} 要等同事确认需要寄回之后再寄。`
    return `${first}只收送货上门的快递，不支持自提，运费寄出时现付。没有维修单、实物与单子不符、或者信息有误的包裹会被拒收。`
  },
  freight: () => `${wording.freight.inWarranty.zh}${wording.freight.outOfWarranty.zh}`, // P8
  // P9
  packing: () => '请包装牢固，里面不要晃动、不要受压：运输造成的损坏不在保修范围内。',
  // P8
  pickup: () =>
    '寄来的快递要送货上门、运费现付，不能放在物流点让我们自提，也不收到付。自己送过来或者上门取，规则里没有写，出发前请先和同事确认。',
  // P3, P4
  on_site: (known: Known) =>
    `能不能派人上门，我这里的规则里没有写，要由同事答复，我不能随便答应。一般先在这里远程排查，要不要寄回由同事确认。${staffAre(known)}`,
  // P5, P21
  return_couriers: () => `寄回支持${wording.returnCarriers.zh}。同事确认需要返修后，您填收货地址时可以一起选。`,
  // P6
  address_change: () =>
    '地址提交以后就不能再改了，所以提交前我会念给您核对，您确认了才提交，在那之前随时可以改。如果已经提交才发现填错，请马上告诉同事。',
  // P4
  repair_address: (known: Known) =>
    `收件地址由同事在确认需要寄回时一起告诉您，在那之前请先不要寄。我这里没有地址，也不能随便给。${staffAre(known)}`,
  // P11
  parcel_refused: () =>
    '这几种情况会被拒收：没有工单；实物和工单不一致；工单填错，比如快递单号不对、维修信息不全。由此产生的损失由用户承担。所以请等同事确认后再寄，快递单号多核对一遍。',
  // P9, P10
  parcel_arrives: () =>
    '包裹到了会正常签收，里面的机器默认有故障，拆箱后再检测。运输中造成的损坏不在保修范围内，所以请一定包装好。',
  // P19, P20
  return_time: () =>
    `一般 ${wording.returnDays} 个工作日内寄回：保内从我们收到机器算起，保外从收到付款凭证算起，前提是维修单填写正确。数量多或整机维修会久一些，也可能分批寄回。`,
  // P20
  batches: () => '同一张维修单的机器一般会一起寄回，数量多的可能分批。其中有一台没付款，整单都要等。',
  // P4, P5
  how_to_order: () =>
    '回复“报修”，我一步步帮您填：型号、序列号、故障情况、联系人和电话，一张单可以填多台。提交后同事会联系您，确定要不要寄回；收货地址和快递单号等确认之后再填。',
})

const aboutMoney = {
  // P12, P16
  cost: () =>
    '维修费要等同事检测后，按机器的实际情况报价，所以现在还没法给您一个数。报价会显示在维修单的状态里。属于保修范围的不收费。',
  // P16. Of money back or an exchange the rules say nothing.
  refund: () =>
    '我这里的规则只写了维修，没有写退款、换新或赔偿，这些要由同事答复，我不能随便说。我能做的是帮您提交维修单：属于保修范围的不收费，修不了的会原样寄回。',
  // P13, P16
  spare_parts: () =>
    '能不能单独买配件，要由同事答复。请不要自己更换，私自换元器件会失去保修。维修连配件要多少钱，同事检测后会报价。',
  // P17
  quote_refusal: () =>
    '要看机器的情况。判定报废的机器和混板机，不接受报价可以不修寄回；正常机器报价后不能选择不修退回。所以寄之前请先考虑好。',
  // P18, P20
  unpaid: () =>
    '维修费没付清的机器不会寄回，同一张单里的其他机器也要一起等。规则里没有写付款期限，您这边具体怎么处理由同事告诉您。',
  // P18
  no_contact: () =>
    '没有工单、机主又超过 90 天没有联系的机器，不再寄回。这要由同事确认，不会到时间就自动处理。如果您的机器是这种情况，请现在就和同事说一声。',
}

const aboutMachines = {
  led_codes: (known: Known) =>
    `不同机型指示灯的含义不一样，由同事按您的机型判断。${staffAre(known)}麻烦先记下颜色、位置和闪烁方式，拍一段30秒的视频最清楚。`,
  reset_steps: (known: Known) =>
    `不同机型的重置方法不一样，由同事按您的机型告诉您。${staffAre(known)}重置会清掉设置，请先把矿池和网络设置截图保存，也不要按网上的方法自己试。`,
  password: (known: Known) =>
    `如果密码从来没改过，请用机器原来的密码试一下。改过又忘了的话，怎么重置由同事按您的机型告诉您。${staffAre(known)}`,
  /** Domain section 2. */
  hash_normal: ({ model }: Known) => {
    const figure =
      model?.nominalMhs === undefined
        ? '每款机型不一样，告诉我型号就能帮您查，上下10%都算正常。'
        : `${model.name} 的标称算力是 ${model.nominalMhs} MH/s，上下10%都算正常。`
    return `${figure}请等 DAG 生成完，看15分钟以上的平均算力，不要看实时值。`
  },
  /** Domain sections 2 and 3. */
  dag_wait: () =>
    '刚开机时机器要先生成 DAG，几分钟内算力为零是正常的（状态页里的 dag_time）。如果矿池已连接、过了30分钟还是零，告诉我，我们一起找原因。',
}
