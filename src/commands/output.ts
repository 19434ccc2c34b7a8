/** What a command prints and how it ends: lines on stdout, one clear error on stderr (as JSON with `--json`), the exit codes of the design. */

export const EXIT = { done: 0, failed: 1, wrongUsage: 2 } as const
export type Exit = (typeof EXIT)[keyof typeof EXIT]

export interface Output {
  line(text: string): void
  /** Without a line break, for prompts. */
  part(text: string): void
  error(text: string): void
  /** How far long work is, beside the result; nothing with `--json`. */
  note(text: string): void
}

export const processOutput = (json: boolean): Output => ({
  line: (text) => void process.stdout.write(`${text}\n`),
  part: (text) => void process.stdout.write(text),
  note: (text) => void (json || process.stderr.write(`${text}\n`)),
  error: (text) => void process.stderr.write(`${json ? JSON.stringify({ error: text }) : text}\n`),
})
