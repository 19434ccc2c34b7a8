/** What the contract of all channels needs of one: a customer who writes, taps and reads as on that platform, and a desk that comes and goes. */
import type { Channel } from '../../src/bot/channel.ts'
import type { ConversationId, Files } from '../../src/ports.ts'
import type { Bench } from '../bot/bench.ts'

/** A line of the bot or of staff as the customer sees it; offers by their labels, empty where there are none. */
export interface Shown {
  readonly text: string
  /** Of what is asked with offers. */
  readonly question: string | null
  readonly offers: readonly string[]
}

export interface Customer {
  /** Resolves once the platform has it, whether or not the desk is there. */
  say(text: string): Promise<void>
  /** Sends the last message once more, as platforms do: the same id. */
  repeat(): Promise<void>
  /** Answers a question by what stands under it, a button where there are buttons. */
  pick(line: Shown, label: string): Promise<void>
  /** All lines so far, oldest first. */
  lines(): Promise<readonly Shown[]>
  /** Known from the first message on. */
  conversation(): Promise<ConversationId>
}

export interface Stage {
  customer(lang: 'en' | 'zh'): Customer
  channel(): Channel
  /** The desk's process ends and another one begins. */
  restart(): Promise<void>
  stop(): Promise<void>
  start(): Promise<void>
  close(): Promise<void>
}

/** A file that came with a line of staff. */
export interface Received {
  readonly text: string
  readonly bytes: Buffer
}

/** On a platform whose files are taken. */
export interface FileStage extends Stage {
  readonly files: Files
  sendFile(customer: Customer, bytes: Uint8Array): Promise<void>
  /** What came with lines, oldest first. */
  received(customer: Customer): Promise<readonly Received[]>
}

export interface FileKind extends Kind {
  open(bench: Bench): Promise<FileStage>
}

export interface Kind {
  readonly name: string
  open(bench: Bench): Promise<Stage>
  /** A conversation that is another channel's. */
  readonly foreign: ConversationId
}
