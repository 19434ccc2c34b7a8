#!/usr/bin/env node
/** The `aftercare` command: finds the command, reads the configuration, ends with its exit code. */
import { type Command, readArguments } from './commands/command.ts'
import { EXIT, type Exit, processOutput } from './commands/output.ts'
import { loadConfig } from './config.ts'

/** Each is loaded when it is called for: asking for the hours does not load Redis or Telegram. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  start: async () => (await import('./commands/start.ts')).startCommand,
  chat: async () => (await import('./commands/chat-command.ts')).chatCommand,
  hours: async () => (await import('./commands/hours.ts')).hoursCommand,
  read: async () => (await import('./commands/read.ts')).readCommand,
  triage: async () => (await import('./commands/triage.ts')).triageCommand,
  order: async () => (await import('./commands/order.ts')).orderCommand,
  staff: async () => (await import('./commands/staff.ts')).staffCommand,
  content: async () => (await import('./commands/content.ts')).contentCommand,
  doctor: async () => (await import('./commands/doctor.ts')).doctorCommand,
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

async function main(args: readonly string[]): Promise<Exit> {
  const [name = '--help', ...rest] = args
  const out = processOutput(args.includes('--json'))
  if (name === '--help' || name === '-h' || name === 'help') {
    out.line(await overview())
    return EXIT.done
  }
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (load === undefined) {
    out.error(`there is no command ${name}; aftercare --help lists them`)
    return EXIT.wrongUsage
  }
  const command = await load()
  const read = readArguments(command, rest)
  if (!read.ok) {
    out.error(`${read.problem}; aftercare ${name} --help tells more`)
    return EXIT.wrongUsage
  }
  if (read.help) {
    out.line(helpOf(command))
    return EXIT.done
  }
  const loaded = loadConfig()
  if (!loaded.ok) {
    for (const problem of loaded.problems) out.error(problem)
    return EXIT.wrongUsage
  }
  for (const warning of loaded.warnings) out.error(warning)
  return await command.run({ ...read.rest, json: read.json, config: loaded.config, out })
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  processOutput(process.argv.includes('--json')).error(error instanceof Error ? error.message : String(error))
  process.exitCode = EXIT.failed
}
