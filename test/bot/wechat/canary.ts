/** Canaries in every field that WeChat has, and on its paths that fail: neither the log nor what the channel says of itself holds any of them. */
import { describe, expect, test } from 'vitest'
import { conversationOf } from '../../../src/bot/wechat/places.ts'
import { until } from '../../e2e/support/until.ts'
import { GATEWAY_TOKEN } from '../../support/wechat-gateway.ts'
import type { Shop } from '../../support/wechat-shop.ts'
import { useBench } from '../bench.ts'

const CANARIES = [
  'canarymessage',
  'Canaryname',
  'Canaryroad',
  '13955501234',
  '139 5550 1234',
  GATEWAY_TOKEN,
  'wxid_canary',
]
const EVERYTHING = 'canarymessage Canaryname, 1 Canaryroad, 13955501234, 139 5550 1234, wxid_canary'
/** What must be in the log, or the test has walked past the path. */
const PATHS = ['wechat: a message was not taken', 'wechat: the puppet has trouble', 'wechat: a message is lost']
const FRIEND = 'f-canary'

/** `shop` is open for the whole file. */
export function keepsToItself(shop: () => Shop): void {
  describe('what customers say and who they are', () => {
    const bench = useBench()

    test('is in no log, and in nothing that the channel says of itself', async () => {
      let refusals = 2
      const desk = shop().desk(bench(), {
        accept: (accept) => async (letter) => {
          if (refusals-- > 0) throw new Error(EVERYTHING)
          return await accept(letter)
        },
      })
      await until('logged in', () => desk.channel.state().status === 'ready')
      const { gateway } = shop()
      const id = 'wxid_canary'
      const direct = conversationOf({ kind: 'direct', contact: id })
      const kept = async () => (await bench().store.transcript(direct)).join('\n')
      const text = Buffer.from(EVERYTHING).toString('base64')

      gateway.tell({ kind: 'say', from: id, name: 'Ana Canaryname', text: EVERYTHING })
      await until('it is heard', async () => (await kept()).includes('canarymessage'))
      gateway.tell({
        kind: 'say',
        from: id,
        name: 'Ana Canaryname',
        text: `「${EVERYTHING}：${EVERYTHING}」\n- - - - - -\n${EVERYTHING}`,
      })
      gateway.tell({ kind: 'file', from: id, name: `${EVERYTHING}.txt`, base64: text, type: 1 })
      gateway.tell({ kind: 'phone', to: id, text: EVERYTHING })
      for (const type of [2, 3, 5, 8, 12, 14]) gateway.tell({ kind: 'as', from: id, type })
      gateway.tell({ kind: 'room', id: 'wxid_canary@chatroom', topic: EVERYTHING, members: [id] })
      gateway.tell({ kind: 'say_in_room', room: 'wxid_canary@chatroom', from: id, text: EVERYTHING, calls: true })
      gateway.tell({ kind: 'friend', id: FRIEND, contact: id })
      // Ids that no conversation can bear.
      const long = `${id}_${'x'.repeat(80)}`
      gateway.tell({ kind: 'say', from: long, name: EVERYTHING, text: EVERYTHING })
      gateway.tell({ kind: 'room', id: `${long}@chatroom`, topic: EVERYTHING, members: [long] })
      gateway.tell({ kind: 'say_in_room', room: `${long}@chatroom`, from: long, text: EVERYTHING, calls: true })
      await until('it is lost', () => bench().logged.join('').includes('a message is lost'))
      await until('the phone took over', async () => (await kept()).includes('📱'))
      gateway.tell({ kind: 'trouble', words: EVERYTHING })
      await until('all of it', () => PATHS.every((path) => bench().logged.join('').includes(path)))
      const standing = JSON.stringify(desk.channel.state())
      gateway.tell({ kind: 'trouble', words: null })
      await desk.stop()
      const told = bench().logged.join('') + standing
      expect(CANARIES.filter((canary) => told.includes(canary))).toEqual([])
    })
  })
}
