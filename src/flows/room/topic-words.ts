/** What the staff group is told of its lines and of its topics. Both languages in one, since colleagues share the group. */
import type { Fared, TopicsState } from '../types.ts'
import type { Colleague } from './colleague.ts'

export const FARED: Readonly<Record<Extract<Fared, { reason: unknown }>['status'], string>> = {
  failed: 'Not delivered to the customer. · 没有送达客户。',
  not_changed: 'Not changed at the customer: they still see what was sent. · 客户那边没有更改，仍显示原来的内容。',
  unknown:
    'Nothing was changed at the customer: this never went to them. A note stays a note; please write a new line.\n' +
    '客户那边没有变化：这条从未发给客户。备注改不成消息，请另写一条。',
}

export const TOPICS: Readonly<Record<TopicsState, string>> = {
  usable:
    '🗂 Each customer has a topic of their own here from now on: what you write there goes to them.\n' +
    '🗂 从现在起每位客户有自己的话题，在话题里写的内容会发给该客户。',
  no_forum:
    '🗂 This group has no topics any more. Cards come here; reply to one, or to a customer’s line, to write to them.\n' +
    '🗂 本群已不再使用话题。卡片会发在这里，回复卡片或客户的消息即可答复客户。',
  no_rights:
    '🗂 I may not manage topics here. Cards come to the group; reply to one, or to a customer’s line, to write to them. For a topic per customer make me an administrator who may manage topics and pin and delete messages.\n' +
    '🗂 我没有管理话题的权限。卡片会发在群里，回复卡片或客户的消息即可答复客户。想让每位客户有自己的话题，请把我设为管理员，并允许管理话题、置顶和删除消息。',
}

/** Of a name that is nobody's, or several people's. */
export function noColleague(colleagues: readonly Colleague[]): string {
  const names = colleagues.map(({ name }) => name).filter((name) => name !== '')
  return names.length === 0
    ? 'Not done: nobody with a name is on the staff list. · 未执行：客服名单里没有人。'
    : `Not done: please write one of these names · 未执行，请写其中一个名字: ${names.join(', ')}`
}
