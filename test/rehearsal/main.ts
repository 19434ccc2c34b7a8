/**
 * `npm run rehearsal`: closing time, a holiday and the opening after it, played on the built desk with `AFTERCARE_NOW` and a staff forum, and
 * printed as people read it (docs/staff.md). Ends with 1 when something was missing, or broke a rule of Telegram's.
 */
import { openPlay, type Play } from './play.ts'
import { SCENES } from './scenes.ts'

/** A scene that cannot go on ends the play. */
async function all(play: Play): Promise<readonly string[]> {
  try {
    for (const scene of SCENES) await scene(play)
    return []
  } catch (error) {
    return [`the play stopped: ${error instanceof Error ? error.message : String(error)}`]
  }
}

const play = await openPlay((line) => void process.stdout.write(`${line}\n`))
const stopped = await all(play)
const wrong = [...stopped, ...(await play.end())]
process.stdout.write(`what was wrong: ${wrong.length}\n${wrong.map((one) => `- ${one}\n`).join('')}`)
process.exitCode = wrong.length === 0 ? 0 : 1
