/** "All of it is right", 都对, 没问题: content with what was shown or asked. Free of which answer that is. */
import { bare } from '../words.ts'

const LED_IN = /^(?:(?:yes|yeah|yep|ok|okay|looks like|是的?|嗯+|好的?)[,，。\s]*)+/u
const ENDING = /[的了啊呀哦呢吧哈]+$/u
const ENGLISH =
  /^(?:(?:it|that|this|they|those|these)(?:'s| is| are|'re) )?(?:it all|all|everything|every one|all of (?:it|that|this|them|those))(?: (?:is|are|looks|look|was|were|seems))? (?:all )?(?:right|correct|fine|good|ok|okay|in order|accurate|true)$/u
const CHINESE =
  /^(?:这些|上面|以上|内容|信息|设置)?(?:都|全|全都|全部|全部都|统统)是?(?:对|正确|没错|没问题|好|准确|没有问题)$/u
/** Content, but perhaps only with being asked: at a check 没问题 may mean that it will be done. */
const WELL_PLEASED =
  /^(?:no problems?|no changes?|nothing to change|looks (?:good|right|fine)|没问题|没有问题|没毛病|没错|没有错|没意见|没什么问题)$/u

/** Whether a whole message says that all of something is right. */
export function saysAllRight(text: string): boolean {
  const words = bare(text).replaceAll('’', "'").replace(LED_IN, '')
  return ENGLISH.test(words) || CHINESE.test(words.replace(ENDING, ''))
}

/** The same, or only that there is nothing against it. */
export function isContent(text: string): boolean {
  return saysAllRight(text) || WELL_PLEASED.test(bare(text).replace(LED_IN, '').replace(ENDING, ''))
}
