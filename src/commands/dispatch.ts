/** From arguments to an exit code: finds the command, reads its options and the configuration, runs it. Writes only to the output it is given. */
import type { ConfigResult } from '../config.ts'
import { type Command, readArguments } from './command.ts'
import { EXIT, type Exit, type Output } from './output.ts'

/** Each is loaded when it is called for: asking for the hours does not load Redis or Telegram. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  start: async () => (await import('./start.ts')).startCommand,
  chat: async () => (await import('./chat-command.ts')).chatCommand,
  hours: async () => (await import('./hours.ts')).hoursCommand,
  read: async () => (await import('./read.ts')).readCommand,
  triage: async () => (await import('./triage.ts')).triageCommand,
  order: async () => (await import('./order.ts')).orderCommand,
  orders: async () => (await import('./orders.ts')).ordersCommand,
  drafts: async () => (await import('./drafts.ts')).draftsCommand,
  reindex: async () => (await import('./reindex.ts')).reindexCommand,
  export: async () => (await import('./export.ts')).exportCommand,
  backup: async () => (await import('./backup.ts')).backupCommand,
  restore: async () => (await import('./backup.ts')).restoreCommand,
  staff: async () => (await import('./staff.ts')).staffCommand,
  content: async () => (await import('./content.ts')).contentCommand,
  doctor: async () => (await import('./doctor.ts')).doctorCommand,
}

/** Runs `aftercare ARGS`. `load` reads the configuration, once a command really runs. Rejects with what a command could not foresee. */
export async function dispatch(args: readonly string[], out: Output, load: () => ConfigResult): Promise<Exit> {
  const [name = '--help', ...rest] = args
  if (name === '--help' || name === '-h' || name === 'help') {
    out.line(await overview())
    return EXIT.done
  }
  const loadCommand = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (loadCommand === undefined) {
    out.error(`there is no command ${name}; aftercare --help lists them`)
    return EXIT.wrongUsage
  }
  const command = await loadCommand()
  const read = readArguments(command, rest)
  if (!read.ok) {
    out.error(`${read.problem}; aftercare ${name} --help tells more`)
    return EXIT.wrongUsage
  }
  if (read.help) {
    out.line(helpOf(command))
    return EXIT.done
  }
  const loaded = load()
  if (!loaded.ok) {
    for (const problem of loaded.problems) out.error(problem)
    return EXIT.wrongUsage
  }
  for (const warning of loaded.warnings) out.error(warning)
  return await command.run({ ...read.rest, json: read.json, config: loaded.config, out })
}

async function overview(): Promise<string> {
  const commands = await Promise.all(Object.values(COMMANDS).map((load) => load()))
  return [
    'aftercare COMMAND [options]',
    '',
    ...commands.map(({ name, summary }) => `  ${name.padEnd(10)}${summary}`),
    '',
    'Every command has --help and --json.',
  ].join('\n')
}

const helpOf = ({ name, usage, summary, help }: Command): string =>
  [`aftercare ${name} ${usage}`.trim(), summary, '', ...help.map((line) => `  ${line}`), '  --json, --help'].join('\n')
