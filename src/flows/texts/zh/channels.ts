/** 消息改动、附件。 How a message came, in Chinese. */
import type { ChannelTexts } from '../en/channels.ts'
import { UNREADABLE_NAMES } from './talk.ts'

export const channels = (): ChannelTexts => ({
  editNotTaken: () => '看到您改了前面的一条消息。之前记下的内容没有动，需要改哪里，请您再发一条告诉我。',
  besideWords: (what) => `文字收到了，${UNREADABLE_NAMES[what]}这个版本还看不了。原件请您留着，同事可能会需要。`,
})
