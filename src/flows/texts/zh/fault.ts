/** 故障排查的话：安全、型号、序列号、结论。 The diagnosis, in Chinese. */
import type { ChangeKind } from '../../../domain/changes.ts'
import type { Symptom } from '../../../domain/values.ts'
import type { SinceOffer } from '../../fault/questions.ts'
import type { FaultTexts } from '../en/fault.ts'
import { sinceWords } from '../since.ts'
import type { Wording } from '../wording.ts'

const PLACE_FIRST = '几台一起出问题，多半是现场的网络、供电或矿池，不一定是机器坏了，我们先查这个。'

const SINCE: Readonly<Record<SinceOffer, string>> = {
  today: '今天',
  yesterday: '昨天',
  some_days: '前几天',
  longer: '更早',
  unknown: '不清楚',
}

export const CHANGED: Readonly<Record<ChangeKind | 'unknown', string>> = {
  nothing: '没有变动',
  moved: '搬动过机器',
  firmware: '升级过固件',
  power_cut: '停过电',
  pool_or_coin: '换过矿池或币种',
  storm: '雷雨天气',
  other: '其他变动',
  unknown: '不清楚',
}

export const fault = (wording: Wording): FaultTexts => {
  const name = (symptom: Symptom) => wording.symptom(symptom).zh

  return {
    understood: ({ model, symptom, count, since, placeFirst }) => {
      const machines = count === null ? model : `${count} 台${model === null ? '机器' : ` ${model} `}同时`
      const gap = count === null ? ' ' : ''
      const known = since?.kind === 'moment' ? `从${sinceWords.zh(since)}开始` : null
      const what = [machines, symptom === null ? null : name(symptom)].filter((part) => part !== null).join(gap)
      const all = [what, known].filter((part) => part !== null && part !== '').join('，')
      if (placeFirst) return all === '' ? PLACE_FIRST : `${all}。${PLACE_FIRST}`
      return all === '' ? '我现在就帮您一步步排查。' : `${all}，我现在就帮您一步步排查。`
    },
    placeFirst: () => PLACE_FIRST,
    gotFault: (symptom) => `明白，${name(symptom)}。`,
    faultAnew: (symptom, inForm) => {
      const now = symptom === null ? '好的' : `明白了，是${name(symptom)}`
      return inForm ? `${now}，已经改好。` : `${now}，那我们改查这个。`
    },
    remarkKept: (misses) => (misses % 2 === 1 ? '记下了，同事会看到。' : '这个也补充给同事了。'),
    needsHighMains: (model) => `${model ?? '这款机器'} 只能用 200-240 V 的电。`,
    safety: () =>
      '安全第一：在确保安全的前提下，请先断电并拔掉电源线。机器进水或冒烟时不要触碰，也不要再通电。方便的话，从外面拍张照片留着。',
    keepItSo: () => '好的，同事看过之前请一直断电。',
    stayAway: () => '同事看过之前请一直断电，机器发烫、进水或冒烟时不要碰。如果着火，请马上远离并报火警。',
    thenOn: () => '好的，那请选一下现在的情况。',
    solved: () => '太好了。如果再出现，直接发消息给我就行。',
    needsTechnicians: () => '这种情况要由技术同事处理，外部能做的您都做完了。请不要拆机，拆机会失去保修。', // P13
    gotSerial: (serial) => `序列号 ${serial ?? '–'}，记下了。`,
    machineNoted: (model, serial) =>
      `${[model, serial === null ? null : `序列号 ${serial}`].filter((part) => part !== null).join('，')}，记下了。`,
    verdict: (say, why) => (why === null ? say.zh : `${say.zh}${why.zh}`),
    evidence: (names) => `请先准备好，同事会用到：${names.map(({ zh }) => zh).join('、')}。`,
    serialLater: () => '没关系，同事之后会再向您确认：没有序列号就无法判断保修。', // P13
    serialPart: () => '这几位记下了，给同事参考。完整的序列号同事之后会再向您确认：没有它就无法判断保修。', // P13
    notASerial: (misses) =>
      misses % 2 === 1
        ? '这个不太像序列号：序列号是 6 到 32 位的字母、数字或短横线。'
        : '还是认不出这个序列号。实在看不清，直接回复“看不清”就行。',
    askDanger: () => '先确认安全：有没有焦味、冒烟、火花、进水、零件松脱，或者跳闸？',
    askFault: () => '机器出了什么问题？用自己的话说最好，也可以选最接近的一项。',
    askModel: () => '是什么型号？标签上有写，比如 X16-Q。',
    askSerial: () => '序列号（SN）是多少？在机身标签上，机器状态页里也有（machine_sn）。',
    askSince: () => '这个情况是什么时候开始的？大概的日期或时间就行。',
    notAMoment: (reason, misses) => {
      if (reason === 'ambiguous_date') return '这个日期有两种读法，麻烦写成“几月几日”。'
      if (reason === 'future') return '这个时间还没到。'
      return misses % 2 === 1 ? '没看明白这个时间。' : '还是没对上具体的时间，说个大概就行，比如“昨天”。'
    },
    sinceLeftOpen: () => '没关系，这一项先空着。',
    askChanged: () => '出问题之前，有没有什么变动？',
    askCount: () => '只有这一台，还是几台同时出现的？',
    askSolved: () => '现在都恢复正常了吗？',
    askOffer: (danger) =>
      danger
        ? '这段时间我可以先帮您填好维修单，大约 2 分钟。'
        : '我现在可以帮您填维修单，大约 2 分钟。要不要寄回由同事来定，在那之前请先不要寄：没有确认的包裹会被拒收。', // P4, P11a
    // P4
    offerExplained: () =>
      '先填也没关系：提交前会给您核对一遍，要不要寄回由同事来定。拿不定主意的话，回复“人工”让同事帮您看。',
    offerNoDanger: () => '没有',
    offerDanger: () => '有',
    offerSymptom: (symptom) => name(symptom),
    offerOtherModel: () => '其他 / 不清楚',
    offerSince: (when) => SINCE[when],
    offerChanged: (what) => CHANGED[what],
    offerOneMachine: () => '只有这一台',
    offerSeveral: () => '几台同时',
    offerSolved: () => '都正常了',
    offerNotSolved: () => '还没好',
    offerUnreadable: () => '看不清 / 没有',
    offerDraft: () => '填维修单',
    offerLater: () => '先不用',
  }
}
