/** Staff in the loop of a chaos run: customers who ask for a person, each in a topic of their own, lines both ways, and notes that must stay inside. */
import { until } from '../e2e/support/until.ts'
import type { Group, Person } from '../support/bot-api/people.ts'
import type { BotMessage } from '../support/bot-api/types.ts'
import type { BotApi } from '../support/bot-api.ts'
import { readBy } from './talks.ts'

const WITHIN_MS = 180_000
const ROUNDS = 3
const NOTES = ['//', '／／ ', 'note: ', 'ＮＯＴＥ：', '备注：', '内部:'] as const
/** Stands in each note, and in what a note is changed to. */
export const INSIDE = 'kept inside'

/** What a talk with a person holds, as it was typed. */
export interface StaffTalk {
  readonly person: Person
  /** Of staff, in their order. */
  readonly lines: readonly string[]
  readonly replies: readonly string[]
  /** The topic that had the card; null when none came. */
  readonly thread: number | null
  readonly from: number
  readonly to: number
  readonly stuck: string | null
}

export interface StaffedGroup {
  readonly api: BotApi
  readonly group: Group
  readonly staff: Person
}

let drawn = 0

/** Several customers at a time, one after another as long as there is `more`. */
export async function playStaff(
  where: StaffedGroup,
  { customers, more }: { readonly customers: number; readonly more: () => boolean },
): Promise<readonly StaffTalk[]> {
  const talks: StaffTalk[] = []
  const line = async () => {
    do talks.push(await playOne(where))
    while (more())
  }
  await Promise.all(Array.from({ length: customers }, line))
  return talks
}

async function playOne(where: StaffedGroup): Promise<StaffTalk> {
  const { api, group, staff } = where
  drawn += 1
  const own = drawn
  const name = `Guest ${own}`
  const person = api.user({ id: 300_000 + own, firstName: name, languageCode: 'en' })
  const talk = { lines: [] as string[], replies: [] as string[], thread: null as number | null }
  const from = Date.now()
  const ended = (stuck: string | null): StaffTalk => ({ person, ...talk, from, to: Date.now(), stuck })
  const waits = (what: string, isSo: () => boolean) => until(`${what} of ${name}`, isSo, WITHIN_MS)
  try {
    person.says('I want to talk to a person')
    await waits('the card', () => cardOf(api, group, name) !== undefined)
    const topic = cardOf(api, group, name)?.message_thread_id ?? 0
    talk.thread = topic
    for (let round = 1; round <= ROUNDS; round += 1) {
      const prefix = NOTES[(own + round) % NOTES.length] ?? '//'
      const note = staff.saysIn(group, `${prefix}${INSIDE} ${own}.${round}`, { topic })
      const line = `Line ${own}.${round} of staff`
      staff.saysIn(group, line, { topic })
      talk.lines.push(line)
      staff.editsIn(group, note.message_id, `No more ${INSIDE} ${own}.${round}`)
      await waits(line, () => readBy(api, person).some(({ text }) => text === line))
      const reply = `Reply ${own}.${round}`
      person.says(reply)
      talk.replies.push(reply)
      await waits(reply, () => inTopic(api, group, topic).some(({ text }) => text.includes(reply)))
    }
    staff.saysIn(group, '/release', { topic })
    await waits('the hand-back', () => readBy(api, person).some(({ text }) => text.startsWith('I am back')))
    return ended(null)
  } catch (error) {
    return ended(String(error))
  }
}

export const inTopic = (api: BotApi, group: Group, topic: number): readonly BotMessage[] =>
  api.arrivedAt(group.id).filter(({ message_thread_id: thread }) => thread === topic)

const cardOf = (api: BotApi, { id }: Group, name: string): BotMessage | undefined =>
  api.sentTo(id).find(({ text }) => text.includes('Asks for a person') && text.includes(`: ${name} (`))
