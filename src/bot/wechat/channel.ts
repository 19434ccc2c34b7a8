/** WeChat as a channel: what its process hears goes in, lines go out. Nothing of wechaty is loaded here; the process beside the desk does that. */
import type { Line } from '../../flows/types.ts'
import type { ConversationId } from '../../ports.ts'
import type { Channel, ChannelState, Sent } from '../channel.ts'
import { renderNumbered } from '../numbered.ts'
import { markIn } from '../post-mark.ts'
import { type Enclosure, layOut } from './enclosures.ts'
import { createFriends } from './friends.ts'
import { createIntake } from './intake.ts'
import { TIMING, type WechatOptions } from './options.ts'
import { createOutbox, NOT_CONNECTED, type Part } from './outbox.ts'
import { placeOf } from './places.ts'
import { createRoomFiles } from './room-files.ts'
import { createScanCode } from './scan-code.ts'
import { splitForWechat } from './split.ts'
import { numberKey } from './staff-room.ts'
import { afterSign, OFF, type Sign, type Standing } from './status.ts'
import type { Supervisor } from './supervisor.ts'
import { windowOf } from './window.ts'
import type { Note } from './wire.ts'

/** One desk, one account: its pace is kept under this name. */
const ACCOUNT = 'wechat'
/** Of a part that gets no answer: said, waited for, said and waited for once more. */
const PART_DEADLINE_MS = 60_000

/** The channel over a process that is looked after elsewhere. It is off until `start()`; what goes wrong later shows in `state()`. */
export function createWechat(supervisor: Supervisor, options: WechatOptions): Channel {
  const { log, store, folder, puppet } = options
  const textsOf = (line: Line) => textsIn(line, puppet)
  const timing = { ...TIMING, ...options.timing }
  const scanCode = createScanCode(options)
  const window = windowOf(puppet)
  const roomFiles = createRoomFiles(folder, store)
  const intake = createIntake({
    accept: options.accept,
    park: store.park,
    roomFiles,
    takeFile: options.takeFile,
    spool: spoolOf(folder),
    said: store,
    heardFrom: async (conversation, at) => {
      const leftMs = window === null ? 0 : at + window.ms - Date.now()
      if (window !== null && leftMs > 0) await store.openWindow(conversation, window.sends, leftMs)
    },
    taken: supervisor.taken,
    befriend: createFriends({ call: supervisor.call, sends: store, ...timing }),
    judgedAfterMs: timing.judgedAfterMs,
    sleep: timing.sleep,
    now: Date.now,
    log,
  })
  const send = createOutbox({
    said: store,
    mayAnswer: async (conversation) => window === null || (await store.takeFromWindow(conversation)),
    sends: store,
    call: supervisor.call,
    account: ACCOUNT,
    random: Math.random,
    ...timing,
  })
  let standing: Standing = { state: OFF, goneSince: null }

  function onSign(sign: Sign): void {
    if (standing.state.status === 'off') return
    const before = standing.state.status
    standing = afterSign(standing, sign, Date.now())
    if (sign.kind === 'trouble' || sign.kind === 'failed')
      log.warn({ reason: sign.reason }, 'wechat: the puppet has trouble')
    if (standing.state.status !== before) log.info({ status: standing.state.status }, 'wechat: state')
    const shown = sign.kind === 'scan' ? scanCode.show(sign.code) : sign.kind === 'logged_in' ? scanCode.clear() : null
    shown?.catch((error: unknown) => log.warn({ err: error }, 'wechat: the code to scan could not be shown'))
  }

  return {
    name: 'wechat',
    pace: { account: { name: ACCOUNT, rate: timing.rate }, chat: () => timing.rate },
    sendsFiles: true,
    fetch: roomFiles.fetch,
    deadlineMs: (line) => (textsOf(line).length + (line.file === undefined ? 0 : 1)) * PART_DEADLINE_MS,
    state: (): ChannelState => standing.state,
    serves: (conversation) => placeOf(conversation) !== null,

    start() {
      standing = { state: { status: 'starting' }, goneSince: null }
      supervisor.listen({ onSign, onHeard: intake.take, onNote: (note, messageId) => tellNote(note, messageId) })
      supervisor.start()
    },

    async stop() {
      standing = { state: OFF, goneSince: null }
      await Promise.all([intake.stop(), supervisor.stop()])
    },

    async send(conversation: ConversationId, line: Line, signal: AbortSignal, sequence: number): Promise<Sent> {
      const place = placeOf(conversation)
      if (place === null) return { status: 'refused', reason: 'not a WeChat conversation' }
      if (standing.state.status !== 'ready') return NOT_CONNECTED
      if (place.kind === 'staff') await rememberNumber(conversation, line.text)
      const { file } = line
      const of = file?.of === undefined || file.of === null ? conversation : (file.of as ConversationId)
      const enclosed = file === undefined ? null : await layOut(options.files, folder, of, file)
      try {
        const parts = [...(enclosed === null ? [] : [fileOf(enclosed)]), ...textsOf(line)]
        if (parts.length === 0) return isPlaceholder(line) ? NOTHING_TO_SAY : EMPTY
        return await send(conversation, place, parts, sequence, signal)
      } finally {
        await enclosed?.remove()
      }
    },
  }

  /** Staff may name a post by its number: a quote that a puppet cuts short has lost its mark. */
  async function rememberNumber(room: ConversationId, text: string): Promise<void> {
    const mark = markIn(text)
    const value = mark === null ? null : await store.reference(room, mark)
    const [number = ''] = mark?.split('-') ?? []
    if (value !== null) await store.remember(room, { key: numberKey(number), value })
  }

  function tellNote(note: Note, messageId: string): void {
    if (note === 'lost') log.error({ messageId }, 'wechat: a message is lost, its puppet does not give it out')
    else if (note === 'full') log.error({ messageId }, 'wechat: a message is lost, too many wait for the desk')
    else log.warn({ messageId }, 'wechat: a file is lost, its puppet does not give it out')
  }
}

/** Where the process notes what it received. */
export const spoolOf = (folder: string): string => `${folder}/spool`

/** In place of a line that a person wrote on the phone: the customer has it. */
const isPlaceholder = ({ from, text, file }: Line): boolean => from === 'staff' && text === '' && file === undefined
const NOTHING_TO_SAY: Sent = { status: 'sent', ref: null }
const EMPTY: Sent = { status: 'refused', reason: 'an empty line, or a file that was erased' }

const textsIn = (line: Line, puppet: string): readonly Part[] =>
  splitForWechat(renderNumbered(line), puppet)
    .filter((text) => text.trim() !== '')
    .map((text) => ({ kind: 'text', text }))

const fileOf = ({ path, name }: Enclosure): Part => ({ kind: 'file', path, name })
