/** What most commands stand on: the content, loaded and checked, and what is built from it once. */
import { type Content, loadContent } from '../domain/content.ts'
import { createLivingHours, type LivingHours } from '../domain/hours-by-hand.ts'
import { createTriage } from '../domain/triage.ts'
import type { StaffReachable } from '../flows/desk.ts'
import { createTalk, type Talk } from '../flows/step.ts'
import { asLines } from './content-problems.ts'

export type LoadedWorkbench =
  | { readonly ok: true; readonly workbench: Workbench }
  | { readonly ok: false; readonly problems: readonly string[] }

export interface Workbench {
  readonly content: Content
  /** The calendar's, until they follow what is set by hand. */
  readonly hours: LivingHours
  talk(options: { readonly staffReachable: StaffReachable }): Talk
}

/** Reads the content directory; each problem is one line with file and line number. */
export function loadWorkbench(contentDir: string): LoadedWorkbench {
  const loaded = loadContent(contentDir)
  if (!loaded.ok) return { ok: false, problems: asLines(loaded.problems) }
  const { content } = loaded
  const hours = createLivingHours(content.calendar)
  return {
    ok: true,
    workbench: {
      content,
      hours,
      talk: ({ staffReachable }) =>
        createTalk({ content, hours, staffReachable, triage: createTriage(content.triage) }),
    },
  }
}
