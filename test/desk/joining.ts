/** One customer joins a talk in Telegram with another one, as people do: by a code said here, sent there, and agreed to. */
import type { ConversationId } from '../../src/ports.ts'
import { until } from '../e2e/support/until.ts'
import type { Stage } from './stage.ts'

/** A fault is told in the first. Resolves when both know of it. */
export async function join(
  stage: Pick<Stage, 'customerSays'> & { channel: Pick<Stage['channel'], 'texts'> },
  here: ConversationId,
  there: ConversationId,
): Promise<void> {
  const { channel } = stage
  await stage.customerSays(here, 'my X16-Q shows zero hashrate', '/link')
  const code = () => channel.texts(here).find((text) => text.startsWith('LINK-'))
  await until('a code', () => code() !== undefined)
  await stage.customerSays(there, code() ?? '')
  await until('the question', () => channel.texts(there).some((text) => text.includes('Telegram')))
  const before = channel.texts(here).length
  await stage.customerSays(there, 'yes')
  await until('the news of it', () => channel.texts(here).length > before)
}
