import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { isoInChina } from '../../src/domain/china-time.ts'
import { loadCalendar } from '../../src/domain/content.ts'
import { entitiesIn } from '../../src/domain/entities.ts'
import { makeOrderNumber, showOrderNumber } from '../../src/domain/order-number.ts'
import { hostile, quickly } from './hostile.ts'

const loaded = loadCalendar(fileURLToPath(new URL('../../content', import.meta.url)))
if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems))
const content = {
  calendar: loaded.calendar,
  models: ['X4', 'X16-Q', 'X16-Q Pro', 'X16-P'].map((name) => ({ name, aliases: [] })),
}
const NOW = Date.parse('2026-03-10T10:00:00+08:00')
const ORDER = makeOrderNumber(12, 987_654_321)

const named = (text: string) => {
  const { model, since, ...rest } = entitiesIn(text, content, NOW)
  return { model: model?.name ?? null, since: since === null ? null : isoInChina(since.at).slice(0, 13), ...rest }
}
const NOTHING = { model: null, serials: [], orderNumber: null, machines: null, since: null }

test.each([
  [
    'hi my jasminer x16-q stopped. zero hashrate since last night, i restarted it 3 times',
    { model: 'X16-Q', since: '2026-03-09T18' },
  ],
  ['你好 我有三台X16-P昨天下午开始都掉线了', { model: 'X16-P', machines: 3, since: '2026-03-09T12' }],
  [
    'X16-Q Pro JX2A00012345 and JX2A00012346 dead for 3 days',
    { model: 'X16-Q Pro', serials: ['JX2A00012345', 'JX2A00012346'], machines: 2, since: '2026-03-07T00' },
  ],
  ['序列号：JX2A0001，国庆前就没算力', { serials: ['JX2A0001'], since: '2025-09-30T00' }],
  [`where is my order ${showOrderNumber(ORDER)}?`, { orderNumber: ORDER }],
  [`${showOrderNumber(ORDER)} with JX2A00012345`, { orderNumber: ORDER, serials: ['JX2A00012345'] }],
  ['two machines, sn JX2A0001', { machines: 2, serials: ['JX2A0001'] }],
  ['I ship it tomorrow', {}],
  ['call +1 213 373 4253 or 13800138000', {}],
  ['', {}],
])('%j names what it names and nothing else', (text, entities) => {
  expect(named(text)).toEqual({ ...NOTHING, ...entities })
})

test.each(hostile)('%s is answered at once', (_, text) => {
  quickly(() => entitiesIn(text, content, NOW))
})
