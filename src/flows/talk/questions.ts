/** The questions beside any matter: the menu, leaving a draft, the language. */
import { chosen, type Known, offer } from '../asking.ts'

export const talkQuestions = ({ texts, context }: Known) => ({
  menu: () =>
    chosen('menu', texts.askMenu(), [
      ...(context.topic === 'none' ? [] : [offer('resume', texts.offerResume())]),
      offer('fault', texts.offerFault()),
      offer('order', texts.offerOrder()),
      offer('status', texts.offerStatus()),
      offer('hours', texts.offerHours()),
      offer('person', texts.offerPerson()),
    ]),
  leave: () => ({
    ...chosen('leave', texts.askLeave(), [offer('yes', texts.offerYesDrop()), offer('no', texts.offerNoKeep())]),
    agreed: 'yes',
    // 没问题 finds no fault with what is there.
    content: 'no',
    no: 'no',
  }),
  language: () => chosen('language', texts.askLanguage(), [offer('en', 'English'), offer('zh', '中文')]),
})
