/** Words at a question that are no answer to it and yet say something: wait, it works now, it is broken, the serial number instead of the model. */
import { describe, expect, test } from 'vitest'
import type { Stored } from '../../src/flows/stored.ts'
import { asksForTime } from '../../src/flows/talk/patience.ts'
import { quickly } from '../domain/hostile.ts'
import { OPEN, said, talk } from '../support/conversation-desk.ts'

const saying = (stored: Stored | null, ...texts: readonly string[]): Stored =>
  texts.reduce<Stored | null>((state, text) => talk.step(state, said(text)).stored, stored) as Stored
const FAULT = 'my X16-Q shows zero hashrate'
const AT_SERIAL = saying(null, FAULT, 'no')
const AT_SINCE = saying(AT_SERIAL, 'JX1600004711')
const AT_CHECK = saying(AT_SINCE, 'yesterday', 'nothing', 'only this one')

const say = (stored: Stored, text: string) => {
  const stepped = talk.step(stored, said(text, OPEN))
  const words = stepped.effects.flatMap((effect) => (effect.kind === 'say' ? [effect.text] : [])).join('\n')
  return { ...stepped, words, asked: talk.question(stepped.stored)?.id ?? null }
}

describe('who asks for time', () => {
  const WAITS = [
    'wait',
    'hold on',
    'I will try',
    'ok, let me check',
    'one moment please',
    '等一下',
    '好的，我去看一下',
    '稍等',
    '我考虑一下',
    '让我想想',
  ]
  test.each(WAITS)('“%s” gets it: the question stays open and is not said again', (words) => {
    for (const place of [AT_SERIAL, AT_SINCE, AT_CHECK, saying(AT_CHECK, '/order')]) {
      const { effects, stored, asked } = say(place, words)
      expect(effects.map(({ kind }) => kind)).toEqual(['say'])
      expect(asked).toBe(talk.question(place)?.id)
      expect({ ...stored.flow.context, misses: 0 }).toEqual(place.flow.context)
    }
  })
  test.each(['wait, what?', 'wait the fan stopped', '试过了', 'I waited 5 minutes', '看不清', 'second'])(
    '“%s” does not',
    (words) => {
      expect(asksForTime(words)).toBe(false)
    },
  )
  test('is heard in time, whatever they write', () => {
    for (const words of ['现在'.repeat(30), 'ok '.repeat(20), '好的，马上去'.repeat(9)])
      quickly(() => asksForTime(words))
  })
})

describe('good news', () => {
  const AT_OFFER = saying(AT_CHECK, "I can't check that", "I can't do that")
  const AT_RECAP = saying(AT_CHECK, '/order', 'Ana Example', '+49 30 23125 555', 'none of that')
  test.each([
    ['the safety question', saying(null, FAULT)],
    ['the serial number', AT_SERIAL],
    ['since when', AT_SINCE],
    ['the offer', AT_OFFER],
    ['the recap', AT_RECAP],
  ])('at %s: is it solved? A no goes on where it was', (_, place) => {
    for (const words of ['It works now', '恢复了']) {
      const told = say(place, words)
      expect(told.asked).toBe('solved')
      expect(say(told.stored, 'no').stored.flow.context).toEqual({ ...place.flow.context, lang: expect.any(String) })
      expect(say(told.stored, 'no').asked).toBe(talk.question(place)?.id)
      expect(say(told.stored, 'yes').stored.flow.context.topic).toBe('none')
    }
  })
  test('after a danger is no all-clear', () => {
    const { words, asked } = say(saying(null, 'smoke comes out of my X16-Q', 'continue'), 'it works now')
    expect(words).toContain('leave it unplugged')
    expect(asked).not.toBe('solved')
  })
  test('is no description of a fault', () => {
    expect(say(saying(null, 'my miner is broken', 'no'), 'it works now').asked).toBe('solved')
  })
})

describe('what is wrong', () => {
  test.each([
    ['My X16-Q is not working', 'no', 'it just does not work'],
    ['机器坏了', '没有', '就是坏了'],
  ])('is asked of who says “%s”, once', (words, danger, again) => {
    const asked = saying(null, words, danger)
    expect(talk.question(asked)?.id).toBe('fault')
    expect(say(asked, again).asked).toMatch(/model|serial/)
  })
  test('is not asked of who has said more', () => {
    expect(talk.question(saying(null, 'my miner makes a strange noise', 'no'))?.id).toBe('model')
  })
})

describe('a serial number for a model', () => {
  const AT_MODEL = saying(null, 'it keeps restarting', 'no')
  test.each(['JX1600004711', 'JX2A0001B7', 'SN: AB-1234'])(
    '%s is kept as what it is, and the model asked again',
    (words) => {
      const { asked, stored, words: said } = say(AT_MODEL, words)
      expect(asked).toBe('model')
      expect(stored.flow.context).toMatchObject({ model: null, misses: 0 })
      expect(said).toBe(`Serial number ${stored.flow.context.serial}, noted.`)
      expect(say(stored, 'X16-Q').asked).toBe('since')
    },
  )
  test.each(['X24-Q', 'X20-Q Max', 'X99-Ultra'])('but %s is one that nobody here knows yet', (model) => {
    expect(say(AT_MODEL, model).stored.flow.context).toMatchObject({ model, serial: null })
  })
})
