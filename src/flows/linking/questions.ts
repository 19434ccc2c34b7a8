/** The one question of joining two talks: whether the customer wants it. */
import { chosen, type Known, offer } from '../asking.ts'
import { channelOf } from './channel-of.ts'

export const linkingQuestions = ({ texts, context: { linkFound, lang } }: Known) => ({
  join: () => ({
    ...chosen('join', texts.askJoin(channelOf(linkFound?.talk ?? '', lang)), [
      offer('yes', texts.offerYesJoin()),
      offer('no', texts.offerNoJoin()),
    ]),
    yes: 'yes',
    no: 'no',
  }),
})
