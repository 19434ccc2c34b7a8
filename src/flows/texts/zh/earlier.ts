/** 关于之前问题的回答。 About answers to earlier questions, in Chinese. */
import type { Symptom } from '../../../domain/values.ts'
import { UNKNOWN_MODEL } from '../../context.ts'
import type { EarlierTexts } from '../en/earlier.ts'
import type { Wording } from '../wording.ts'

export const earlier = (wording: Wording): EarlierTexts => {
  const model = (name: string | null) => (name === null || name === UNKNOWN_MODEL ? '型号不清楚' : name)
  const fault = (code: string | null) => (code === null ? '您的描述' : wording.symptom(code as Symptom).zh)
  return {
    askEarlier: ({ earlier, model: chosen, symptom }) => {
      if (earlier?.slot === 'model') return `前面记的型号是“${model(chosen)}”，要改成“${model(earlier.offer)}”吗？`
      if (earlier?.slot === 'fault') return `前面记的故障是“${fault(symptom)}”，要改成“${fault(earlier.offer)}”吗？`
      return '您前面报告过危险情况，是误报、现在都安全吗？'
    },
    offerChangeIt: () => '是的',
    offerLeaveIt: () => '不用改',
    changed: () => '已改好。',
    haveThat: () => '这个已经记下了。',
  }
}
