/** 故障排查的话：安全、型号、序列号、结论。 The diagnosis, in Chinese. */
import type { Symptom } from '../../../domain/values.ts'
import type { FaultTexts } from '../en/fault.ts'
import type { Wording } from '../wording.ts'

export const fault = (wording: Wording): FaultTexts => {
  const name = (symptom: Symptom) => wording.symptom(symptom).zh

  return {
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
    verdict: (say, why) => (why === null ? say.zh : `${say.zh}${why.zh}`),
    evidence: (names) => `请先准备好，同事会用到：${names.map(({ zh }) => zh).join('、')}。`,
    serialLater: () => '没关系，同事之后会再向您确认：没有序列号就无法判断保修。', // P13
    notASerial: (misses) =>
      misses % 2 === 1
        ? '这个不太像序列号：序列号是 6 到 32 位的字母、数字或短横线。'
        : '还是认不出这个序列号。实在看不清，直接回复“看不清”就行。',
    askDanger: () => '先确认安全：有没有焦味、冒烟、火花、进水、零件松脱，或者跳闸？',
    askFault: () => '机器出了什么问题？用自己的话说最好，也可以选最接近的一项。',
    askModel: () => '是什么型号？标签上有写，比如 X16-Q。',
    askSerial: () => '序列号（SN）是多少？在机身标签上，机器状态页里也有（machine_sn）。',
    askOffer: (danger) =>
      danger
        ? '这段时间我可以先帮您填好维修单，大约 2 分钟。'
        : '我现在可以帮您填维修单，大约 2 分钟。要不要寄回由同事来定，在那之前请先不要寄：没有确认的包裹会被拒收。', // P4, P11a
    offerNoDanger: () => '没有',
    offerDanger: () => '有',
    offerSymptom: (symptom) => name(symptom),
    offerOtherModel: () => '其他 / 不清楚',
    offerUnreadable: () => '看不清 / 没有',
    offerDraft: () => '填维修单',
    offerLater: () => '先不用',
  }
}
