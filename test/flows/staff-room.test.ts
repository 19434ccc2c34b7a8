/** What may go from the staff group to a customer, and what never may: notes, strangers, borrowed names, commands. */
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { readStaffLine, stepStaffRoom } from '../../src/flows/staff-room.ts'
import type { StaffRoomInbound } from '../../src/flows/types.ts'

type Typed = Extract<StaffRoomInbound, { kind: 'typed' }>

const typed = (more: Partial<Typed> = {}): Typed => ({
  kind: 'typed',
  text: 'Please check the pool.',
  by: { id: 'tg:42', name: 'Chen Example' },
  replyTo: '7',
  replyToMark: null,
  repliesToBot: true,
  messageId: '8',
  author: 'person',
  ...more,
})
const KNOWN = { about: 'tg:1', trusted: true }
const SENT = [
  { kind: 'send', to: 'tg:1', inbound: { kind: 'staff.said', text: 'Please check the pool.', by: 'Chen Example' } },
]

describe('a line typed by staff', () => {
  test.each([
    ['/close', 0],
    ['/close 15m', 15],
    ['/close 5', 5],
    ['/close 10 分钟', 10],
  ])('%s closes the talk in %d minutes', (text, minutes) => {
    expect(readStaffLine(text)).toEqual({ kind: 'close', afterMs: minutes * 60_000 })
  })

  it.each([
    ['// not for the customer', 'note'],
    ['／／内部', 'note'],
    ['  // indented', 'note'],
    ['\u200b//unseen in front', 'note'],
    [`${'\n'.repeat(400)}// far below`, 'note'],
    [`${'\u200b'.repeat(2_000)}// far behind`, 'note'],
    ['Note: call back', 'note'],
    ['NOTE：call back', 'note'],
    ['ｎｏｔｅ：call back', 'note'],
    ['备注：三天后回访', 'note'],
    ['内部:不要告诉客户', 'note'],
    ['/release', 'release'],
    ['/release@aftercare_bot', 'release'],
    ['/RELEASE now', 'release'],
    ['／release', 'release'],
    ['/relaese', 'unknown_command'],
    ['/releases', 'unknown_command'],
    ['/take', 'take'],
    ['/note call back on Friday', 'note'],
    ['/takeover', 'unknown_command'],
    ['/close soon', 'misused_act'],
    ['/', 'unknown_command'],
    ['Please note: the pool is down', 'line'],
    ['and/or', 'line'],
    ['http://pool.example', 'line'],
    ['备注一下您的型号', 'line'],
    ['', 'line'],
  ] as const)('%s is a %s', (text, kind) => {
    expect(readStaffLine(text)).toMatchObject({ kind })
  })

  const wide = (text: string) => text.replace(/[!-~]/g, (mark) => String.fromCharCode(mark.charCodeAt(0) + 0xfee0))
  const dressed = fc
    .tuple(
      fc.constantFrom('//', 'note:', '备注:', '内部:'),
      fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
      fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
      fc.constantFrom('', '\u200b', '\u2060', '\ufeff', '\u00ad'),
    )
    .map(([prefix, wider, upper, unseen]) =>
      [...prefix]
        .map((mark, index) => (upper[index] ? mark.toUpperCase() : mark))
        .map((mark, index) => (wider[index] ? wide(mark) : mark))
        .join(unseen),
    )
  const before = fc.stringMatching(/^[ \t\n\u3000\u00a0\u200b\u202e\ufeff]{0,40}$/u)

  test('however a note is written, it stays a note', () => {
    fc.assert(
      fc.property(before, dressed, fc.string({ unit: 'binary', maxLength: 40 }), (space, prefix, rest) => {
        expect(readStaffLine(space + prefix + rest)).toEqual({ kind: 'note' })
      }),
      { numRuns: 10_000 },
    )
  })

  test('whatever begins with a slash never goes out', () => {
    fc.assert(
      fc.property(
        before,
        fc.constantFrom('/', '／'),
        fc.string({ unit: 'grapheme', maxLength: 40 }),
        (space, slash, rest) => {
          expect(readStaffLine(space + slash + rest).kind).not.toBe('line')
        },
      ),
      { numRuns: 2_000 },
    )
  })
})

describe('the staff group', () => {
  it('sends a member’s reply to the customer it is about', () => {
    expect(stepStaffRoom(typed(), KNOWN)).toEqual(SENT)
  })

  it('hands a talk back on /release', () => {
    const released = { kind: 'send', to: 'tg:1', inbound: { kind: 'staff.released', by: 'Chen Example' } }
    expect(stepStaffRoom(typed({ text: '/release' }), KNOWN)).toEqual([released])
  })

  it('shows what a customer’s conversation tells, with whom it is about', () => {
    const posted: StaffRoomInbound = {
      kind: 'posted',
      about: 'tg:1',
      post: { kind: 'card', text: 'Asks for a person' },
    }
    expect(stepStaffRoom(posted, { about: null, trusted: false })).toEqual([
      { kind: 'post', text: 'Asks for a person', about: 'tg:1', replyTo: null },
    ])
  })

  const TEXTS = ['Please check the pool.', '// inside', '/release', '/nonsense', '   ']
  const matrix = (['person', 'other'] as const).flatMap((author) =>
    [true, false].flatMap((trusted) =>
      ['tg:1', null].flatMap((about) =>
        [true, false].flatMap((repliesToBot) => TEXTS.map((text) => ({ author, trusted, about, repliesToBot, text }))),
      ),
    ),
  )

  test.each(matrix)('%o', ({ author, trusted, about, repliesToBot, text }) => {
    const effects = stepStaffRoom(typed({ author, text, repliesToBot }), { about, trusted })
    const reaches = author === 'person' && trusted && about !== null && repliesToBot
    const goes = reaches && (text === '/release' || text === TEXTS[0])
    expect(effects.some(({ kind }) => kind === 'send')).toBe(goes)
    // Whoever answers a bot's message and is not heard is told so; notes and talk among themselves are left alone.
    const told = repliesToBot && !goes && text !== '// inside'
    expect(effects.map(({ kind }) => kind)).toEqual(goes ? ['send'] : told ? ['post'] : [])
    for (const effect of effects) if (effect.kind === 'post') expect(effect).toMatchObject({ replyTo: '8', about })
  })

  it('names a stranger’s id in the line that adds them', () => {
    const [said] = stepStaffRoom(typed(), { about: 'tg:1', trusted: false })
    expect(said).toMatchObject({ kind: 'post', text: expect.stringContaining('aftercare staff add tg:42') })
  })

  it('answers a photo only when it answers the bot', () => {
    const photo = { kind: 'unreadable', what: 'photo', messageId: '8', replyTo: '7', replyToMark: null } as const
    expect(stepStaffRoom({ ...photo, repliesToBot: true }, KNOWN).map(({ kind }) => kind)).toEqual(['post'])
    expect(stepStaffRoom({ ...photo, repliesToBot: false }, KNOWN)).toEqual([])
  })
})
