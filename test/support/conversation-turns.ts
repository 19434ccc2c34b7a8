/** The conversations' bot turns, one by one, with the words before the question kept apart from the question itself. */
import { readFileSync } from 'node:fs'
import type { Language } from '../../src/domain/values.ts'
import type { Asked } from '../../src/flows/questions.ts'
import type { Stored } from '../../src/flows/stored.ts'
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
    const { beats } = play(readScript(readFileSync(file.path, 'utf8')))
    return { file, beats, turns: beats.flatMap((beat) => turnsOf(file, beat)) }
  })

export function storedOf(beat: Beat): Stored {
  const read = talk.unpack(beat.state)
  if (!read.ok) throw new Error(read.reason)
  return read.stored
}

function turnsOf(file: ConversationFile, beat: Beat): readonly BotTurn[] {
  const stored = storedOf(beat)
  return beat.heard.flatMap(({ lines }) => {
    const bots = lines.filter(({ from }) => from === 'bot')
    if (bots.length === 0) return []
    const asks = bots.some(({ question }) => question !== null)
    const asked = asks ? talk.question(stored) : null
    const words = bots.map(({ text }) => text).join('\n')
    const said = asked !== null && words.endsWith(asked.prompt) ? words.slice(0, -asked.prompt.length).trim() : words
    return [
      {
        where: `${file.name}, after “${beat.act.text.slice(0, 40)}”`,
        lang: stored.flow.context.lang,
        lines: bots,
        said,
        asked,
      },
    ]
  })
}
