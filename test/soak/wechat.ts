/**
 * WeChat's process, gateway, Redis and desk killed, away and frozen for minutes, as `npm run soak:wechat`: the long form of
 * `test/bot/wechat/life.test.ts`. Prints what it measured, and ends with 1 when a promise is broken. `--short` takes a tenth of it.
 */
import { absentAtStart, away, frozen, killedAtRest, killedWhileSaying } from './wechat-gateways.ts'
import { echoes, pace } from './wechat-lines.ts'
import { deskKilled, processKilled, redisAway, redisKilled } from './wechat-losses.ts'
import { openSoak } from './wechat-stage.ts'

const soak = await openSoak(process.argv.includes('--short'))
const parts = [
  absentAtStart,
  killedAtRest,
  killedWhileSaying,
  away,
  frozen,
  redisAway,
  redisKilled,
  processKilled,
  deskKilled,
  pace,
  echoes,
]
for (const part of parts) {
  await part(soak).catch((error: Error) => {
    soak.say(`${part.name}: ${error.message}`)
    soak.broken.push(part.name)
  })
}
await soak.close()
soak.say(soak.broken.length === 0 ? 'all promises kept' : `BROKEN: ${soak.broken.join('; ')}`)
process.exitCode = soak.broken.length === 0 ? 0 : 1
