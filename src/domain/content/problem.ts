/** What is wrong in a content file, told to the person who edits it. */

export interface Problem {
  /** Relative to the content directory, `calendars/2026.yaml`. */
  readonly file: string
  /** 1-based; 1 when the whole file is meant. */
  readonly line: number
  /** What is wrong and what is allowed. */
  readonly message: string
}

export type Loaded<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problems: readonly Problem[] }
