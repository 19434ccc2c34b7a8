/** Problems of the content as an operator reads them. */
import type { Problem } from '../domain/content.ts'

/** One line each: file, line number, what is wrong. */
export const asLines = (problems: readonly Problem[]): readonly string[] =>
  problems.map(({ file, line, message }) => `${file}:${line}: ${message}`)
