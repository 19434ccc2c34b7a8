/** The contract, and what only WeChat does, over one process and one gateway. `WECHAT_TLS=on` runs the same with TLS, as `life.test.ts` does in short. */
import { afterAll, beforeAll } from 'vitest'
import { keepsToItself } from '../bot/wechat/canary.ts'
import { ROOM, talksAsWechatDoes } from '../bot/wechat/talk.ts'
import { holdsWholeTalks } from '../bot/wechat/whole-talks.ts'
import { until } from '../e2e/support/until.ts'
import { quietLog } from '../support/quiet-log.ts'
import { openShop, type Shop } from '../support/wechat-shop.ts'
import { holdsTheContract } from './contract.ts'
import { wechat } from './wechat.ts'

/** Both sides load wechaty: a second each, from a cold disk or beside other work far more. */
const COLD_LOAD_MS = 120_000
let shop: Shop
beforeAll(async () => {
  shop = await openShop({ tls: process.env['WECHAT_TLS'] === 'on', staffRoom: ROOM }, quietLog())
  shop.supervisor.start()
  await until('the puppet runs', () => shop.gateway.news.some(({ kind }) => kind === 'puppet_started'), COLD_LOAD_MS)
  shop.gateway.tell({ kind: 'login' })
}, COLD_LOAD_MS)
afterAll(() => shop.close())

holdsTheContract(wechat(() => shop))
talksAsWechatDoes(() => shop)
holdsWholeTalks(() => shop)
keepsToItself(() => shop)
