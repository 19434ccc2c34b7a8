/** 为什么要问、在哪里看。 Why something is asked and where it is found, in Chinese. */
import type { Explained, Found } from '../../talk/explained.ts'

export const WHY: Readonly<Record<Explained, string>> = {
  danger: '冒烟、进水、跳闸可能伤到人，所以先问这个。',
  fault: '不同的故障排查方法不一样，先弄清楚才知道从哪查起。',
  model: '每个型号的正常数值不一样，知道型号才好对照。',
  serial: '保修要按序列号判断，也靠它认出是哪一台。', // P12, P13
  since: '什么时候开始的，往往能看出原因，同事也会用到。',
  changed: '出问题前刚做过的变动，常常就是原因。',
  count: '几台一起出问题，多半是网络、供电或矿池，不一定是机器。',
  machine: '状态页只对应一台机器，要先弄清楚是哪一台。',
  machines: '保修要按序列号判断，寄来的机器也要和维修单一致。', // P11b, P13
  name: '同事联系您处理维修单时，好知道怎么称呼。', // P4
  phone: '提交后同事要联系您，确认机器要不要寄回。号码只留在维修单里。', // P4
  marks: '损坏、拆机、超频都关系到保修。我不做判断，由同事来看，只是要写进维修单。', // P13
  voltage: '电压不合适本身就可能是原因，也关系到保修。', // P13
  recap: '维修单有误或不完整，包裹会被拒收，所以请您核对一遍。', // P11
  terms: '这几条在寄出以后就适用了，所以要提前让您知道。', // P22
}

export const WHERE: Readonly<Record<Found, string>> = {
  serial: '在机身外面的标签上，一般写着“SN”，或者在条形码旁边；状态页里叫 machine_sn。',
  machines: '每台机身外面的标签上都有，一般写着“SN”，或者在条形码旁边；状态页里叫 machine_sn。',
  model: '机身外面的标签上有，状态页最上面也有。',
  voltage: '可以问现场的电工或机房管理人员，配电柜的显示屏上也有。请不要自己动手测。',
  marks: '从外面看就行，不用拆开看。', // P13
}
