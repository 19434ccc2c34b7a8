/** A play on the built desk and the tests' Bot API server: who is in it, how they act and wait for one another, and the transcript that comes of it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isoInChina } from '../../src/domain/china-time.ts'
import { layoutOf } from '../../src/store/embedded-layout.ts'
import { openStore } from '../../src/store/redis-store.ts'
import { until } from '../e2e/support/until.ts'
import type { Group, Person } from '../support/bot-api/people.ts'
import type { BotMessage } from '../support/bot-api/types.ts'
import { type BotApi, startBotApi, TEST_TOKEN } from '../support/bot-api.ts'
import { type DeskProcess, runCli, startDeskProcess } from '../support/desk-process.ts'
import { createTranscript, type Seen } from './transcript.ts'

const GROUP_ID = -1_001_234_567_890
/** Telegram's own limit of a group. */
const GROUP_CALLS_A_MINUTE = 20
const MINUTE_MS = 60_000
const LOOK_EVERY_MS = 40
const HEARD_WITHIN_MS = 60_000
/** As long as a person takes to read before they write. */
const BREATH_MS = 1_500

/** `in`: whose topic, or General; a customer's own chat is the customer. */
export type Place = Person | { readonly in: string | null }

export interface Play {
  readonly customers: Readonly<Record<'li' | 'zhang' | 'chen', Person>>
  /** Bo is a lead; Wang is on the list without a name. */
  readonly staff: Readonly<Record<'bo' | 'wang', Person>>
  /** The desk ends if it runs, and begins at that time in China. */
  begin(title: string, now: string): Promise<void>
  says(who: Person, text: string, topicOf?: string | null): Promise<void>
  /** Taps a button of the newest message in a place that has it. */
  taps(who: Person, label: string, place: Place): Promise<void>
  /** Waits until something comes to a place that was not heard there before; noted as missing when nothing does. */
  hears(place: Place, what: RegExp): Promise<void>
  /** Notes it when something like that came to the place since the scene began. */
  never(place: Place, what: RegExp): void
  /** `HH:MM:SS` in China. */
  clockIs(time: string): Promise<void>
  cli(...args: string[]): Promise<void>
  /** Ends everything; what was wrong, a line each. */
  end(): Promise<readonly string[]>
}

export async function openPlay(print: (line: string) => void): Promise<Play> {
  const api = await startBotApi()
  const dataDir = mkdtempSync(join(tmpdir(), 'aftercare-rehearsal-'))
  const [bo, wang] = [api.user({ id: 5001, firstName: 'Boss99' }), api.user({ id: 5002, firstName: 'Wang Example' })]
  const li = api.user({ id: 6001, firstName: 'Li', lastName: 'Example', languageCode: 'en' })
  const zhang = api.user({ id: 6002, firstName: '张示例', languageCode: 'zh-hans' })
  const chen = api.user({ id: 6003, firstName: 'Chen', lastName: 'Example', languageCode: 'en' })
  const group = api.group({ id: GROUP_ID, members: [bo, wang], forum: true })
  api.limit(GROUP_ID, GROUP_CALLS_A_MINUTE, MINUTE_MS)
  const names = new Map([
    [li.id, 'Li Example'],
    [zhang.id, '张示例'],
    [chen.id, 'Chen Example'],
    [bo.id, 'Bo Example'],
    [wang.id, 'Wang Example'],
  ])
  const transcript = createTranscript(api, group, names)
  const clock = createClock(dataDir)
  const wrong: string[] = []
  let scene: Seen[] = []
  let heard = new Set<Seen>()
  let desk: DeskProcess | null = null
  let env: Readonly<Record<string, string>> = {}

  const tell = (lines: readonly string[]) =>
    lines.forEach((line, n) => void print(n === 0 ? `${clock.now()}  ${line}` : `            ${line}`))
  const look = () => {
    for (const one of transcript.news()) {
      scene.push(one)
      tell(one.lines)
    }
  }
  const isAt = (place: Place) => (one: Seen) => {
    if ('id' in place) return one.chatId === place.id
    if (one.chatId !== GROUP_ID) return false
    return place.in === null ? one.topic === null : transcript.titleOf(one.topic).includes(place.in)
  }
  const topicOf = (name: string) => {
    const found = [...api.forum(group).topics.values()].find((topic) => topic.name.includes(name))
    if (found === undefined) throw new Error(`no topic of ${name}`)
    return found.thread
  }

  function act(who: Person, text: string, topic: string | null | undefined): void {
    if (topic === undefined) {
      tell([`${names.get(who.id)}: ${text}`])
      who.says(text)
      return
    }
    const where = topic === null ? {} : { topic: topicOf(topic) }
    tell([`${names.get(who.id)} in ${topic === null ? 'General' : `the topic of ${topic}`}: ${text}`])
    transcript.wrote(GROUP_ID, who.saysIn(group, text, where).message_id, text)
  }

  async function begin(title: string, now: string): Promise<void> {
    await desk?.stop()
    look()
    env = environment(api, dataDir, now)
    desk = await startDeskProcess(env, dataDir)
    await clock.read()
    scene = []
    heard = new Set()
    print(`\n# ${title}`)
  }

  async function hears(place: Place, what: RegExp): Promise<void> {
    const found = () => scene.find((one) => !heard.has(one) && isAt(place)(one) && what.test(one.lines.join('\n')))
    const isThere = await until(String(what), () => found() !== undefined, HEARD_WITHIN_MS).then(
      () => true,
      () => false,
    )
    const one = found()
    if (one !== undefined) heard.add(one)
    if (!isThere) wrong.push(`missing at ${clock.now()}: ${what}`)
    await sleep(BREATH_MS)
  }

  const looking = setInterval(look, LOOK_EVERY_MS)
  return {
    customers: { li, zhang, chen },
    staff: { bo, wang },
    begin,
    async says(who, text, topic) {
      act(who, text, topic)
      await sleep(BREATH_MS)
    },
    async taps(who, label, place) {
      tell([`${names.get(who.id)} presses [${label}]`])
      who.taps(newestWith(api, group, place, label), label)
      await sleep(BREATH_MS)
    },
    hears,
    never(place, what) {
      const one = scene.find((seen) => isAt(place)(seen) && what.test(seen.text))
      if (one !== undefined) wrong.push(`came though it must not: ${one.lines[0]}`)
    },
    clockIs: (time) => until(time, () => clock.now() >= time, 10 * MINUTE_MS),
    async cli(...args) {
      const { code, stderr } = await runCli(args, env, dataDir)
      if (code !== 0) wrong.push(`aftercare ${args.join(' ')}: ${stderr}`)
    },
    async end() {
      await desk?.stop()
      look()
      clearInterval(looking)
      const titles = [...api.forum(group).topics.values()].map((topic) => topic.name)
      print(`\ntopics: ${titles.join(' | ')}; refused for their number (429): ${api.refusals(429)}`)
      await api.close()
      rmSync(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
      return [...wrong, ...api.violations.map((one) => `violation: ${one}`)]
    },
  }
}

/** Pacing is on, as with Telegram itself. */
const environment = (api: BotApi, dataDir: string, now: string) => ({
  DATA_DIR: dataDir,
  TELEGRAM_BOT_TOKEN: TEST_TOKEN,
  TELEGRAM_API_ROOT: api.root,
  TELEGRAM_STAFF_CHAT_ID: String(GROUP_ID),
  TELEGRAM_PACING: 'on',
  AFTERCARE_NOW: now,
})

/** The desk's own time, which `AFTERCARE_NOW` has set. */
function createClock(dataDir: string) {
  let ahead = 0
  return {
    now: () => isoInChina(Date.now() + ahead).slice(11, 19),
    async read(): Promise<void> {
      const connection = { kind: 'socket', path: layoutOf(dataDir).socketPath } as const
      const store = await openStore({ connection, deskTime: 'keep' })
      ahead = (await store.now()) - Date.now()
      await store.close()
    },
  }
}

function newestWith(api: BotApi, group: Group, place: Place, label: string): BotMessage {
  const chatId = 'id' in place ? place.id : group.id
  const has = ({ reply_markup: markup }: BotMessage) => markup?.inline_keyboard.flat().some((one) => one.text === label)
  const found = api.sentTo(chatId).findLast(has)
  if (found === undefined) throw new Error(`no message with ${label}`)
  return found
}
