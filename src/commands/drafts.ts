/** `aftercare drafts`: conversations with an order form that is begun and not filed, page by page. Nothing of what they hold is shown. */
import { isPlace } from '../store/pages.ts'
import type { Command } from './command.ts'
import { textOption } from './command.ts'
import { openLive } from './live.ts'
import { EXIT } from './output.ts'

const USUAL_LIMIT = 20
const MOST = 1_000

export const draftsCommand: Command = {
  name: 'drafts',
  summary: 'conversations with an order form that is not filed yet',
  usage: '[--limit N] [--after PLACE]',
  help: [
    `--limit N     how many, 1-${MOST} (default ${USUAL_LIMIT})`,
    '--after P     goes on where the page before ended, as its last line says; with --json that line is {"after":…}',
  ],
  options: { limit: { type: 'string' }, after: { type: 'string' } },
  words: 0,
  async run(invocation) {
    const { config, json, out } = invocation
    const limit = Number(textOption(invocation, 'limit') ?? USUAL_LIMIT)
    const after = textOption(invocation, 'after') ?? null
    if (!Number.isInteger(limit) || limit < 1 || limit > MOST || (after !== null && !isPlace(after))) {
      out.error(`drafts takes --limit 1-${MOST} and --after as the last line of a page says`)
      return EXIT.wrongUsage
    }
    const store = await openLive(config)
    try {
      const { conversations, next } = await store.drafts(limit, after)
      for (const conversation of conversations) out.line(json ? JSON.stringify({ conversation }) : conversation)
      if (next !== null) out.line(json ? JSON.stringify({ after: next }) : `more: --after ${next}`)
      else if (conversations.length === 0 && !json) out.line('No order form is open.')
      return EXIT.done
    } finally {
      await store.close()
    }
  },
}
