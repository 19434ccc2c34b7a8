/** What became of talks with staff under kills: no line lost, none out of order, no note at a customer, no topic more than a crash leaves over. */
import type { Forum } from '../support/bot-api/forum.ts'
import type { Judged } from './desks-judge.ts'
import { INSIDE, inTopic, type StaffedGroup, type StaffTalk } from './staff-talks.ts'
import { readBy } from './talks.ts'

export interface StaffRun extends StaffedGroup {
  readonly forum: Forum
  readonly talks: readonly StaffTalk[]
  /** Customers beside these who have a topic, since they filed an order. */
  readonly filers: number
  /** When desks were killed, by the clock. */
  readonly kills: readonly number[]
}

export function judgeStaff(run: StaffRun): Judged {
  const { api, group, forum, talks, filers, kills } = run
  const needed = talks.length + filers
  const cuts = api.metBy(group.id).filter(({ kind }) => kind === 'cut after').length
  const spare = forum.made.length - needed
  const problems = [
    ...talks.flatMap((talk) => problemsOf(run, talk)),
    ...(spare > kills.length + cuts ? [`! ${spare} topics more than customers, after ${kills.length} kills`] : []),
    ...(spare < 0 ? [`! ${-spare} customers without a topic`] : []),
  ]
  const sum = (count: (talk: StaffTalk) => number) => talks.reduce((all, talk) => all + count(talk), 0)
  const row = (what: string, figure: number | string) => `${what.padEnd(38)} ${figure}`
  const figures = [
    row('talks with staff', talks.length),
    row('lines of staff, lost', `${sum(({ lines }) => lines.length)}, ${sum((talk) => lostOf(run, talk).length)}`),
    row('notes, leaked', `${sum(({ lines }) => lines.length)}, ${sum((talk) => leakedTo(run, talk).length)}`),
    row('topics made, needed', `${forum.made.length}, ${needed}`),
  ]
  return { figures, problems }
}

function problemsOf(run: StaffRun, talk: StaffTalk): readonly string[] {
  const { person, stuck, lines } = talk
  const say = (what: string) => `! talk with staff, customer ${person.id}: ${what}`
  const arrived = readBy(run.api, person).flatMap(({ text }) => (lines.includes(text) ? [text] : []))
  const inOrder = [...new Set(arrived)].join() === lines.filter((line) => arrived.includes(line)).join()
  return [
    ...(stuck === null ? [] : [say(`stuck: ${stuck}`)]),
    ...lostOf(run, talk).map((line) => say(`lost “${line}”`)),
    ...leakedTo(run, talk).map((text) => say(`read “${text}”`)),
    ...(inOrder ? [] : [say(`read in this order: ${arrived.join(', ')}`)]),
    ...strayed(run, talk).map((reply) => say(`“${reply}” stands in another topic or in none`)),
  ]
}

const textsTo = ({ api }: StaffRun, { person }: StaffTalk) => api.arrivedAt(person.id).map(({ text }) => text)

const lostOf = (run: StaffRun, talk: StaffTalk): readonly string[] =>
  talk.lines.filter((line) => !textsTo(run, talk).includes(line))

const leakedTo = (run: StaffRun, talk: StaffTalk): readonly string[] =>
  textsTo(run, talk).filter((text) => text.includes(INSIDE))

/** What a customer says is shown to staff in their own topic and nowhere else. */
function strayed({ api, group }: StaffRun, { thread, replies }: StaffTalk): readonly string[] {
  const own = thread === null ? [] : inTopic(api, group, thread)
  const all = api.arrivedAt(group.id)
  const count = (messages: readonly { readonly text: string }[], reply: string) =>
    messages.filter(({ text }) => text.endsWith(reply)).length
  return replies.filter((reply) => count(own, reply) === 0 || count(all, reply) > count(own, reply))
}
