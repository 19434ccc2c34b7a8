/** The benchmark of the engine, so that it still runs when it is wanted: a few forms on each of the product's sides, every answer compared. */
import { expect, it } from 'vitest'
import { bareCold, bareWarm } from '../../bench/engine/bare.ts'
import { TURNS } from '../../bench/engine/form.ts'
import { closedLoop } from '../../bench/engine/load.ts'
import { desk } from '../../bench/engine/ours.ts'
import { startRedis } from '../support/redis.ts'

it('holds whole forms with the engine as it is', async () => {
  const redis = await startRedis()
  try {
    for (const side of [desk('warm', 100), desk('cold', 0), desk('plain path', false), bareWarm, bareCold]) {
      const opened = await side.open({ socketPath: redis.socketPath })
      const { turns } = await closedLoop(opened, 2, 0, 2 * TURNS)
      await opened.settle()
      await opened.close()
      expect(turns, side.name).toBeGreaterThanOrEqual(2 * TURNS)
    }
  } finally {
    await redis.stop()
  }
})
