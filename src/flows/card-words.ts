/** The fixed words of what staff read about a conversation, in both languages: why a card is there, what a notice says, what can be done. */
import type { Notice, Reason } from './types.ts'

export const REASONS: Readonly<Record<Reason, string>> = {
  asked: '🙋 Asks for a person · 要求人工',
  danger: '⚠️ Danger reported · 报告危险',
  security: '🔒 Somebody else may control the machine · 机器可能被他人控制',
}

export const OPENED = '🗂 Nobody asked for a person · 客户没有要求人工'

/** P4: only staff decide a return. */
export const VERDICTS = {
  solved: '✅ Solved by a check · 自助排查已解决',
  staff: '🔎 Nothing left to try from outside · 外部排查已做完',
  return: '📦 Checks suggest a return, yours to decide · 排查结果建议寄修，由您决定',
} as const

export const NOTICES: Readonly<Record<Notice, string>> = {
  waits: '⏰ Waits for 5 working minutes · 已等待 5 分钟',
  waitsLong: '⏰⏰ Waits for 10 working minutes, who can answer? · 已等待 10 分钟，谁能回复？',
  owed: '⏰ Waits for an answer for 5 working minutes · 等待回复已 5 分钟',
  owedLong: '⏰⏰ Waits for an answer for 10 working minutes, who can take over? · 等待回复已 10 分钟，谁能接手？',
  tookTooLong:
    '🤖 No answer for half an hour: the bot goes on, the customer is in line again · 半小时未回复，机器人先接手，客户继续排队',
  idle: '🤖 Nothing from you for half an hour: the bot has the talk again · 半小时没有消息，机器人已接手',
  withAnother: '👥 Another one of us has this talk · 已有同事在处理',
  byPhone: '📱 Written on the phone, the bot is silent · 同事已在手机上回复，机器人不再插话',
  closed: '✅ Closed · 已结束',
  rated: '⭐ Rated by the customer · 客户评价',
  linked: '🔗 The customer is also there, joined by a code · 客户在另一应用也有对话，已关联',
  unlinked: '🔗 No longer joined with the talk there · 已解除与另一对话的关联',
  left: '↩️ The customer goes on with the bot · 客户转回机器人',
  released: '🤖 The bot has the talk again · 机器人已接手',
  forgotten: '🧹 The customer erased the talk · 客户已删除对话记录',
  erased: '🧹 The talk was erased for the customer · 已应客户要求删除对话记录',
  unsent: '💔 Not sent: the file did not come through, nor its caption · 未发送：文件没有传成功，说明也没有发出',
  undelivered: '💔 A message did not reach the customer · 有一条消息没有送达客户',
  blocked: '🚫 The customer has blocked the bot: nothing reaches them now · 客户已屏蔽机器人，消息暂时送不到',
  banned: '🚫 Banned: what they write is kept, not answered and not shown · 已拉黑：消息会保存，不回复也不显示',
  unbanned: '🔓 No longer banned, the bot answers again · 已解除拉黑，机器人恢复回复',
  notBanned: 'This customer is not banned · 该客户没有被拉黑',
  isBanned:
    '🚫 This customer is banned: an answer of theirs is not shown here; /unban lifts it · 该客户已被拉黑，回复不会显示，/unban 可解除',
  wroteBanned:
    '🚫 A banned customer has written; it is kept and counted, and you hear no more of it · 被拉黑的客户发来消息，已保存并计数，不再提示',
  dangerBanned: '⚠️🚫 A banned customer names a danger (messages so far) · 被拉黑的客户提到危险（消息数）',
  cameBack: '🔔 The customer can be reached again · 客户又能收到消息了',
}

export const HOW_TO =
  'Write in this customer’s topic, or reply to this message, to answer them; begin with // for a note that stays here; /release hands back to the bot.\n' +
  '在该客户的话题里发言或回复本条即可答复；以 // 开头仅内部可见；/release 交还机器人。'

/** To staff in a group; the web desk has a link. */
export const OPEN_BOTH = '🔗 /open shows their other talk, too · /open 可一并打开其另一个对话'
