/** The questions around a silence: how to go on after a long one, and what to do with a question that nothing was an answer to. */
import { chosen, type Known, offer } from '../asking.ts'

export const attentionQuestions = ({ texts, context }: Known) => ({
  returning: () => ({
    ...chosen('returning', texts.askReturning(), [
      offer('resume', texts.offerResume()),
      offer('anew', texts.offerAnew(context.aside !== null)),
      offer('menu', texts.offerMenu()),
    ]),
    agreed: 'resume',
    no: 'menu',
  }),
  stuck: () => ({
    ...chosen('stuck', texts.askStuck(), [
      ...(context.topic === 'none' ? [] : [offer('resume', texts.offerResume())]),
      offer('menu', texts.offerMenu()),
      offer('person', texts.offerPerson()),
    ]),
    agreed: context.topic === 'none' ? 'menu' : 'resume',
  }),
})
