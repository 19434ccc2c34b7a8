/** 关联同一位客户的两个对话时的话。 About joining two talks of one customer, in Chinese. */
import { chinaTime } from '../../../domain/china-time.ts'
import { LINK_CODE_MINUTES } from '../../../domain/link-code.ts'
import type { LinkingTexts } from '../en/linking.ts'
import { IN_DOUBT } from '../in-doubt.ts'
import { statusElsewhere } from './status.ts'

export const linking = (): LinkingTexts => ({
  linkOffer: () =>
    `用下面的关联码，可以把这里和您在另一个应用里的对话关联起来：之后两边都能查您的维修单进度，同事会知道两边都是您，两边的对话一起看。请在 ${LINK_CODE_MINUTES} 分钟内到那边发给我，只能用一次。请不要给别人：谁发了它，就能看到您维修单的进度。`,
  linkCode: (code) => code,
  askJoin: (where) =>
    `这个关联码来自${where}里的一个对话。要和这里关联吗？之后两边都能查两边维修单的进度，同事会知道两边都是您，两边的对话一起看。如果这个码不是您自己要的，请选“不关联”。`,
  offerYesJoin: () => '关联',
  offerNoJoin: () => '不关联',
  joined: (where) =>
    `已关联：这里和您在${where}里的对话连在一起了。回复“进度”可以看到两边的维修单；回复“解除关联”可以取消。`,
  joinedFromThere: (where) => `已用这里的关联码，和${where}里的一个对话关联。如果不是您本人操作，请回复“/unlink”。`,
  joinedAlready: (where) => `这里和您在${where}里的对话已经关联了。`,
  notJoined: () => '好的，不关联，这个码也作废了。',
  codeMistyped: () => '关联码好像抄错了，字符对不上，请再核对一下。',
  codeRefused: (why, tries) => {
    if (why === 'own') return '这是这里自己的关联码，请到另一个应用里发给我。'
    if (why === 'room') return '群里别人也能看到，这里不能关联。请单独给我发消息再操作。'
    if (tries % 2 === 0)
      return `这个也无效。请在另一个应用里回复“关联”，拿到新的关联码后 ${LINK_CODE_MINUTES} 分钟内发给我。`
    return `这个关联码无效：可能已经用过、超过了 ${LINK_CODE_MINUTES} 分钟，或者不是这个。请在另一个应用里回复“关联”，重新要一个。`
  },
  codeLocked: (until, now) => `无效的关联码太多了，${chinaTime(until, 'zh', now)}之后可以再试。`,
  codeLater: () => '等这边的对话回到我这里就能关联，请到时候再发关联码。',
  linksFull: () => '这里已经关联了三个对话，不能再多了。回复“解除关联”可以取消。',
  unlinked: () => '好的，这里和其他对话的关联都已解除。',
  nothingLinked: () => '这里还没有关联其他对话。回复“关联”就可以开始。',
  parted: (where) => `您在${where}里的对话已不再和这里关联。`,
  statusLinked: (orders) =>
    ['关联的对话里：', ...orders.map(statusElsewhere), '要办下一步，请到提交它的那边告诉我。', IN_DOUBT.zh].join('\n'),
  commandLink: () => '和另一个应用里的对话关联',
})
