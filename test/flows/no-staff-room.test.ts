/** Where no staff room is configured nobody is promised: the customer is told where people are instead, and the talk goes on. */
import { describe, expect, test } from 'vitest'
import { takeTurn } from '../../src/flows/turn.ts'
import { CLOSED, lonelyTalk, OPEN, said } from '../support/conversation-desk.ts'

describe.each([
  ['while the desk is open', OPEN],
  ['while it is closed', CLOSED],
])('without a staff room, %s', (_, at) => {
  test('who asks for a person is told whom to write to, and is asked on', () => {
    const turn = takeTurn(lonelyTalk, null, [said('a person', at)])
    const [line] = turn.lines
    expect(line?.text).toContain('Jasminer2021')
    expect(line?.text).toContain('China time')
    expect(line?.text).not.toMatch(/someone will answer|put you down/)
    expect(line?.question?.id).toBe('menu')
    expect(turn.timers).toEqual([])
    expect(turn.posts).toEqual([])
  })

  test('danger still brings safety first, and nobody is said to have been told', () => {
    const turn = takeTurn(lonelyTalk, null, [said('机器冒烟了', at)])
    expect(turn.lines[0]?.text).toContain('安全第一')
    expect(turn.lines[0]?.text).toContain('Jasminer2021')
    expect(turn.lines[0]?.text).not.toContain('通知同事')
    expect(turn.lines.at(-1)?.question?.id).toBe('model')
  })
})
