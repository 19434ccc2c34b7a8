/** What a command of `aftercare` is: its usage, its options, and what it does with them. Types and the one argument reader. */
import { type ParseArgsConfig, parseArgs } from 'node:util'
import type { Config } from '../config.ts'
import type { Exit, Output } from './output.ts'

export interface Invocation {
  readonly values: Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>
  readonly positionals: readonly string[]
  readonly json: boolean
  readonly config: Config
  readonly out: Output
}

export interface Command {
  readonly name: string
  /** One line for the list of commands. */
  readonly summary: string
  /** After `aftercare NAME`. */
  readonly usage: string
  /** Lines for `--help`. */
  readonly help: readonly string[]
  readonly options: NonNullable<ParseArgsConfig['options']>
  /** How many words it takes at most. */
  readonly words: number
  run(invocation: Invocation): Promise<Exit>
}

export type ReadArguments =
  | {
      readonly ok: true
      readonly help: boolean
      readonly json: boolean
      readonly rest: Pick<Invocation, 'values' | 'positionals'>
    }
  | { readonly ok: false; readonly problem: string }

/** Reads a command's arguments; `--help` and `--json` belong to every command. */
export function readArguments(command: Command, args: readonly string[]): ReadArguments {
  try {
    const { values, positionals } = parseArgs({
      args: withNegatives(command, args),
      options: { ...command.options, help: { type: 'boolean', short: 'h' }, json: { type: 'boolean' } },
      allowPositionals: true,
    })
    if (positionals.length > command.words) return { ok: false, problem: `unexpected: ${positionals[command.words]}` }
    return { ok: true, help: values['help'] === true, json: values['json'] === true, rest: { values, positionals } }
  } catch (error) {
    return { ok: false, problem: error instanceof Error ? (error.message.split(/[.\n]/)[0] ?? '') : String(error) }
  }
}

/** `--days -3` as `--days=-3`: a number after an option that takes a text is its value, which the command then judges. */
function withNegatives({ options }: Command, args: readonly string[]): string[] {
  const takesText = (arg: string | undefined) =>
    arg?.startsWith('--') === true && options[arg.slice(2)]?.type === 'string'
  const joined: string[] = []
  for (const arg of args) {
    const before = joined.at(-1)
    if (/^-\d/.test(arg) && takesText(before)) joined[joined.length - 1] = `${before}=${arg}`
    else joined.push(arg)
  }
  return joined
}

/** An option's text; undefined when it was not given. */
export const textOption = ({ values }: Pick<Invocation, 'values'>, name: string): string | undefined => {
  const value = values[name]
  return typeof value === 'string' ? value : undefined
}
