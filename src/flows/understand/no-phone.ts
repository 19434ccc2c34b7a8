/** 加微信吧, "just use my telegram": another way to be reached is offered where a phone number is asked for, or none is to be given. */
import { fold } from '../../domain/fold.ts'

const CAP = 120
const INSTEAD =
  /微信|\bq\s?q\b|\b(?:v|w)x\b|\btg\b|telegram|whats\s?app|wechat|\bline\b|skype|discord|signal|邮箱|邮件|e-?mail|飞机号|(?:^|[就在])这里(?:联系|聊|说|回)|\b(?:here|this chat)\b|\S+@\S+\.\w{2,}/u
const NONE =
  /没(?:有)?(?:电话|手机|号码)|不(?:方便|想|愿意?|能)(?:给|留|填|说|透露|提供|打电话|接电话)|(?:不|别)(?:打|接|留|给|填)电话|^不(?:给|说|想说|方便)$|\b(?:no|without an?|have not (?:got )?an?|do not have an?|don't have an?|haven't (?:got )?an?) (?:tele|cell)?(?:phone|mobile|number)|\b(?:don't|do not|rather not|would not|wouldn't|won't|will not|prefer not)\b.{0,16}\b(?:give|share|say|tell|phone|number|calls?)\b|\b(?:do not|don't) call\b|^(?:(?:that'?s|it'?s|it is) )?private$/u

/** Whether an answer to the question for the phone number puts something else in its place, or refuses it. */
export function avoidsPhone(text: string): boolean {
  const words = fold(text, CAP + 1)
    .toLowerCase()
    .replaceAll('’', "'")
  return words.length <= CAP && (INSTEAD.test(words) || NONE.test(words))
}
