/** 转人工的话。 About people, in Chinese. */
import { chinaTime } from '../../../domain/china-time.ts'
import { MINUTE } from '../../../domain/values.ts'
import type { PeopleTexts } from '../en/people.ts'
import type { Wording } from '../wording.ts'

export const people = (wording: Wording): PeopleTexts => ({
  staffAsked: (ahead) =>
    `好的，已经帮您转人工，同事会在这里回复。${ahead === null || ahead === 0 ? '' : `您前面还有${ahead}位客户。`}您说的情况我已经整理给同事，不用再重复。`,
  noStaffHere: () =>
    `这里暂时转不了人工，请加客服微信：${wording.contacts}，中国工作日 ${wording.shifts}（北京时间）在线。`, // P1, P2
  staffAskedAlready: () => '已经通知过同事了，他们会在这里回复您。',
  staffAskedForDanger: () => '已经马上通知同事。',
  closedPerson: (opening, now) =>
    `现在人工不在线，已经帮您排上队，${chinaTime(opening, 'zh', now)}上班后同事会回复。这段时间我可以继续帮您。`,
  openingMoved: (opening, now) =>
    `我们的工作时间有调整，${chinaTime(opening, 'zh', now)}上班。您的排队位置会保留，这段时间我可以继续帮您。`,
  openNow: () => '人工已经上班，我已帮您通知同事。',
  openAndBusy: () => '人工已经上班，我已通知同事，他们会在这里加入。在同事回复之前，我们可以继续。',
  stillExpected: () => '非常抱歉，同事暂时还没空出来，您还在排队中，我们可以先继续。',
  stillWaiting: () => '非常抱歉，同事暂时还没空出来，您还在排队中。想让我继续帮您，回复“菜单”就可以。',
  passedOn: (danger) =>
    danger ? '已经马上转给同事。请先保持断电，不要靠近机器。' : '已经转给同事。想让我继续帮您，回复“菜单”就可以。',
  closedUnanswered: (opening, now) =>
    `人工已经下班，还没来得及回复您，非常抱歉。您的排队位置会保留，${chinaTime(opening, 'zh', now)}上班后同事会回复。这段时间我可以继续帮您。`,
  closedReply: (opening, now) =>
    `现在是下班时间，${chinaTime(opening, 'zh', now)}上班。您发的内容都会留给同事。想先让我继续帮您，回复 /end 就可以。`,
  personGone: (opening, now) =>
    `同事现在不在线，${chinaTime(opening, 'zh', now)}上班。这段时间我接着帮您；上班后想找同事，回复“人工”就可以。`,
  nobodyCame: () => '非常抱歉，同事暂时没能回复您。我已经提醒同事，您还在排队中，我们可以先继续。',
  stillWaitingForAnswer: () => '非常抱歉，同事还没来得及看您的消息，不过不会漏掉。想让我继续帮您，回复 /end 就可以。',
  colleagueLeft: () => '刚才的同事先离开了，我已经请另一位同事接着处理。',
  closingSoon: (afterMs) =>
    `没有其他问题的话，${Math.round(afterMs / MINUTE)}分钟后同事会结束这次对话。还有问题直接回复就行。`,
  personHere: () => '同事已经接手，看过前面的情况后会在这里回复您。',
  leftQueue: () => '好的，已经取消人工排队。',
  askRating: () => '同事已结束这次对话。您觉得这次服务怎么样？',
  offerRatedGood: () => '满意',
  offerRatedFair: () => '一般',
  offerRatedBad: () => '不满意',
  ratedGood: () => '谢谢您！有问题随时发消息。',
  ratedBad: () => '谢谢您告诉我们，已经反馈给同事。有问题随时发消息。',
  banned: () => `同事已终止这里的对话，之后您发的消息不会再得到回复。如有需要，请联系客服微信：${wording.contacts}。`, // P2
  unbanned: () => '同事已恢复这里的对话，您发的消息我会照常回复。',
  backWithBot: () => '我接着帮您处理。',
})
