/** The conversations' bot turns, one by one, with the words before the question kept apart from the question itself. */
import { readFileSync } from 'node:fs'
import { showOrderNumber } from '../../src/domain/order-number.ts'
import type { Language } from '../../src/domain/values.ts'
import type { Asked } from '../../src/flows/questions.ts'
import type { Stored } from '../../src/flows/stored.ts'
import { recalled } from '../../src/flows/turn.ts'
import type { Line } from '../../src/flows/types.ts'
import { type Beat, play, readScript } from './conversation.ts'
import { talk } from './conversation-desk.ts'
import { type ConversationFile, conversationFiles } from './conversation-files.ts'

export interface BotTurn {
  /** Names the file and the act, for a failure's message. */
  readonly where: string
  readonly lang: Language
  /** In order; at least one. */
  readonly lines: readonly Line[]
  /** All that is said, without the question. */
  readonly said: string
  /** What people have said up to here, the platform's name of the customer and the numbers of orders filed among it. */
  readonly told: string
  /** The question the turn ends with, as the stored state has it. */
  readonly asked: Asked | null
}

export interface PlayedFile {
  readonly file: ConversationFile
  readonly beats: readonly Beat[]
  readonly turns: readonly BotTurn[]
}

export const playedFiles = (): readonly PlayedFile[] =>
  conversationFiles().map((file) => {
    const { header, beats } = play(readScript(readFileSync(file.path, 'utf8')))
    const told = (place: number) => [header.name ?? '', ...beats.slice(0, place + 1).flatMap(wordsIn)].join('\n')
    return { file, beats, turns: beats.flatMap((beat, place) => turnsOf(file, beat, told(place))) }
  })

/** What an act says, and the numbers of the orders that it filed. */
const wordsIn = ({ act, heard }: Beat): readonly string[] => [
  act.text,
  ...heard.flatMap(({ orders }) => orders.map(({ number }) => showOrderNumber(number))),
]

export function storedOf(beat: Beat): Stored {
  const read = talk.unpack(beat.state)
  if (!read.ok) throw new Error(read.reason)
  return read.stored
}

function turnsOf(file: ConversationFile, beat: Beat, told: string): readonly BotTurn[] {
  const stored = storedOf(beat)
  return beat.heard.flatMap(({ lines }) => {
    const bots = lines.filter(({ from }) => from === 'bot')
    if (bots.length === 0) return []
    const asks = bots.some(({ question }) => question !== null)
    const open = asks ? talk.question(stored) : null
    const words = bots.map(({ text }) => text).join('\n')
    const inShort = open === null ? null : recalled(talk, stored, open)
    const asked = open && (inShort !== null && words.endsWith(inShort) ? { ...open, prompt: inShort } : open)
    const said = asked !== null && words.endsWith(asked.prompt) ? words.slice(0, -asked.prompt.length).trim() : words
    return [
      {
        where: `${file.name}, after “${beat.act.text.slice(0, 40)}”`,
        lang: stored.flow.context.lang,
        lines: bots,
        said,
        told,
        asked,
      },
    ]
  })
}
