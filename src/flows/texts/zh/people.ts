/** 转人工的话。 About people, in Chinese. */
import { chinaTime } from '../../../domain/china-time.ts'
import type { PeopleTexts } from '../en/people.ts'
import type { Wording } from '../wording.ts'

export const people = (wording: Wording): PeopleTexts => ({
  staffAsked: () => '好的，已经帮您转人工，同事会在这里回复。您说的情况我已经整理给同事，不用再重复。',
  noStaffHere: () =>
    `这里暂时转不了人工，请加客服微信：${wording.contacts}，中国工作日 ${wording.shifts}（北京时间）在线。`, // P1, P2
  staffAskedAlready: () => '已经通知过同事了，他们会在这里回复您。',
  staffAskedForDanger: () => '已经马上通知同事。',
  closedPerson: (opening, now) =>
    `现在人工不在线，已经帮您排上队，${chinaTime(opening, 'zh', now)}上班后同事会回复。这段时间我可以继续帮您。`,
  openNow: () => '人工已经上班，我已帮您通知同事。',
  openAndBusy: () => '人工已经上班，我已通知同事，他们会在这里加入。在同事回复之前，我们可以继续。',
  stillExpected: () => '非常抱歉，同事暂时还没空出来，您还在排队中，我们可以先继续。',
  stillWaiting: () => '非常抱歉，同事暂时还没空出来，您还在排队中。想让我继续帮您，回复“菜单”就可以。',
  passedOn: (danger) =>
    danger ? '已经马上转给同事。请先保持断电，不要靠近机器。' : '已经转给同事。想让我继续帮您，回复“菜单”就可以。',
  backWithBot: () => '我接着帮您处理。',
})
