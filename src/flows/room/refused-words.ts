/** What somebody in the staff group reads when their message does nothing: why, and what does. Both languages in one. */
import { STAFF_ACTS } from '../staff-acts.ts'

export const REFUSED = {
  stranger: (id: string) =>
    `Not sent: you are not on the staff list. Someone with access to the server adds you with: aftercare staff add ${id}\n` +
    '未发送：您不在客服名单里，请让管理员执行上面的命令。',
  borrowed:
    'Not sent: anonymous, forwarded and bot messages never go to a customer. Please write it yourself.\n未发送：匿名、转发或机器人消息不会发给客户，请本人输入。',
  lost: 'Not sent: I don’t know any more which customer this message was about. Please reply to a newer message of theirs.\n未发送：已找不到对应的客户，请回复该客户较新的消息。',
  command: `Unknown command, nothing was sent. Here · 未知命令，没有发送任何内容。可用：/take /release /close /delete /files /open /assign /lang /ban /unban ${STAFF_ACTS.join(' ')} /queue /hours /todo /bans /help`,
  noOrder: 'There is no such order here. · 没有这张维修单。',
  deleteWhat:
    'Nothing was taken back: please answer your line with /delete.\n未撤回：请回复您要撤回的那条消息，内容写 /delete。',
  notSendable:
    'Not sent: text, photos, videos, recordings and files reach the customer, nothing else.\n未发送：只能给客户发文字、照片、视频、语音和文件。',
  besideCommand:
    'Nothing was done: a command takes no file. Please send the file by itself.\n未执行：命令不能带文件，请把文件单独发送。',
  empty: 'Not sent: the message is empty. · 未发送：内容为空。',
} as const
