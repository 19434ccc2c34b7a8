/** What every channel keeps to that takes and sends files, written once. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createTakeFile } from '../../src/bot/files/take.ts'
import type { Inbound } from '../../src/flows/types.ts'
import { post, useBench } from '../bot/bench.ts'
import { until } from '../e2e/support/until.ts'
import { statusPage } from '../support/pastes.ts'
import { MP4, PLACE, PROGRAM, photo } from '../support/sample-files.ts'
import type { Customer, FileStage, Shown } from './stage.ts'
import { telegram } from './telegram.ts'
import { web } from './web.ts'

const bench = useBench()
const FAULT = 'my X16-Q shows zero hashrate since last night'

describe.each([web, telegram('polling'), telegram('webhook')])('$name', ({ open }) => {
  let stage: FileStage
  let ana: Customer
  beforeEach(async () => {
    stage = await open(bench())
    ana = stage.customer('en')
  })
  afterEach(() => stage.close())

  async function line(count: number): Promise<Shown> {
    let lines: readonly Shown[] = []
    await until(`line ${count}`, async () => {
      lines = await ana.lines()
      return lines.length >= count
    })
    return lines.at(-1) as Shown
  }
  const heard = async () => {
    const kept = (await bench().store.transcript(await ana.conversation())).map((one) => JSON.parse(one))
    return kept.filter(({ who }) => who === 'customer') as { text: string; files?: { id: string; kind: string }[] }[]
  }

  test('a photo begins a talk: it is kept, drawn anew, and thanked for', async () => {
    await stage.sendFile(ana, await photo())
    expect((await line(1)).text).toContain('your photo is kept')
    const [file] = (await heard()).flatMap(({ files = [] }) => files)
    const opened = await stage.files.openFile(await ana.conversation(), file?.id ?? '', 'whole')
    const chunks: Buffer[] = []
    for await (const chunk of opened?.stream ?? []) chunks.push(chunk as Buffer)
    expect(Buffer.concat(chunks).subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]))
    expect(Buffer.concat(chunks).includes(PLACE)).toBe(false)
  })

  test('a file that holds a status is read as if it had been pasted', async () => {
    await ana.say(FAULT)
    await line(1)
    await stage.sendFile(ana, Buffer.from(statusPage({ average: 0, chips: [1, 0, 1], uptime: 900 })))
    expect((await line(2)).text).toMatch(/board/i)
  })

  test('files keep their place among the words, and the open question is asked again', async () => {
    await ana.say(FAULT)
    expect((await line(1)).question).toBe('danger')
    await stage.sendFile(ana, MP4)
    expect((await line(2)).question).toBe('danger')
    await stage.sendFile(ana, await photo())
    await ana.say('no')
    await until('all heard', async () => (await heard()).length === 4)
    expect((await heard()).map(({ text }) => text)).toEqual([FAULT, '[video]', '[photo]', 'no'])
    await until('the next question', async () => (await ana.lines()).at(-1)?.question === 'serial')
  })

  test('a person’s file of any kind reaches the customer whole, with its words', async () => {
    await ana.say(FAULT)
    await line(1)
    const conversation = await ana.conversation()
    const taken = await createTakeFile(stage.files)(conversation, 'staff-file-of-22-chars', PROGRAM, 'staff')
    if (taken.status !== 'kept') throw new Error(taken.why)
    const file = { id: taken.file.id, kind: taken.file.kind, name: 'tool.zip' }
    const said: Inbound = { kind: 'staff.said', text: 'please use this', by: 'Wang Example', file }
    await post(bench().store, conversation, said)
    await until('the file', async () => (await stage.received(ana)).length === 1)
    const [received] = await stage.received(ana)
    expect(received?.text).toBe('please use this')
    expect(received?.bytes.equals(PROGRAM)).toBe(true)
  })

  test('what was sent goes with /forget', async () => {
    await stage.sendFile(ana, await photo())
    await line(1)
    const conversation = await ana.conversation()
    expect(await bench().store.filesOf(conversation)).toHaveLength(1)
    await ana.say('/forget')
    const sure = await line(2)
    await ana.pick(sure, sure.offers[0] ?? '')
    await until('erased', async () => (await bench().store.filesOf(conversation)).length === 0)
  })
})
