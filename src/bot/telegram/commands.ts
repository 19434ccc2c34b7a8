/** Puts the command menu beside the customers' input line, in each language. Best effort: the bot works without it. */
import type { Language } from '../../domain/values.ts'
import type { Talk } from '../../flows/step.ts'
import type { Log } from '../log.ts'
import type { Client } from './client.ts'
import type { BotCommand, TelegramOptions, Timing } from './options.ts'
import { backoffMs } from './options.ts'
import { wait } from './wait.ts'

const TRIES = 5

/** English for everyone, Chinese for Chinese interfaces, in private chats only: the bot is silent in groups. */
export async function registerCommands(
  { client, timing, log }: { client: Client; timing: Timing; log: Log },
  commands: TelegramOptions['commands'],
  signal: AbortSignal,
): Promise<void> {
  const scope = { type: 'all_private_chats' }
  const menus = [menu(commands.en, { scope }), menu(commands.zh, { scope, language_code: 'zh' })]
  for (const payload of menus) {
    for (let failures = 0; failures < TRIES; failures++) {
      const answer = await client.call('setMyCommands', payload, { signal, deadlineMs: timing.callDeadlineMs })
      if (answer.status === 'ok') break
      if (answer.status === 'aborted') return
      log.warn({ trouble: answer }, 'telegram: the command menu could not be set')
      if (answer.status === 'refused') break
      await wait(answer.status === 'throttled' ? answer.afterMs : backoffMs(failures, timing), signal)
    }
  }
}

function menu(commands: readonly BotCommand[], extra: object): object {
  return { commands: commands.map(({ command, description }) => ({ command, description })), ...extra }
}

/** The commands that Telegram shows beside the input line. */
export function commandsOf(talk: Talk, lang: Language): readonly BotCommand[] {
  const texts = talk.catalogue.of(lang)
  return [
    { command: 'menu', description: texts.commandMenu() },
    { command: 'order', description: texts.commandOrder() },
    { command: 'status', description: texts.commandStatus() },
    { command: 'hours', description: texts.commandHours() },
    { command: 'human', description: texts.commandHuman() },
    { command: 'end', description: texts.commandEnd() },
    { command: 'language', description: texts.commandLanguage() },
    { command: 'cancel', description: texts.commandCancel() },
    { command: 'link', description: texts.commandLink() },
    { command: 'mydata', description: texts.commandMyData() },
    { command: 'forget', description: texts.commandForget() },
    { command: 'help', description: texts.commandHelp() },
  ]
}
