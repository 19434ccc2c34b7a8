/** What may go from the staff group to a customer, and what never may: notes, strangers, borrowed names, commands. */
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { readStaffLine, type Standing, stepStaffRoom } from '../../src/flows/staff-room.ts'
import type { StaffRoomInbound } from '../../src/flows/types.ts'

type Typed = Extract<StaffRoomInbound, { kind: 'typed' }>

const typed = (more: Partial<Typed> = {}): Typed => ({
  kind: 'typed',
  text: 'Please check the pool.',
  by: { id: 'tg:42', name: 'Chen Example' },
  replyTo: '7',
  replyToMark: null,
  repliesToBot: true,
  topic: null,
  messageId: '8',
  author: 'person',
  ...more,
})
const ROOM = 'staff:tg:-1001'
const KNOWN: Standing = {
  room: ROOM,
  about: 'tg:1',
  isInTopic: false,
  trusted: true,
  colleagues: [],
  topics: null,
  unconfirmed: [],
  token: 'a token of 22 letters',
  now: 0,
  hasButtons: true,
}
const NOTHING: Standing = { ...KNOWN, about: null, trusted: false }
const FROM = { room: ROOM, message: '8' }
const SENT = [
  {
    kind: 'send',
    to: 'tg:1',
    inbound: { kind: 'staff.said', text: 'Please check the pool.', by: 'Chen Example', from: FROM },
    holder: { id: 'tg:42', name: 'Chen Example' },
  },
  { kind: 'mark', about: 'tg:1', messageId: '8', mark: 'taken' },
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
    ['/delete', 'delete'],
    ['/open', 'open'],
    ['/open 1RV-FHV-RDX', 'open'],
    ['/open nonsense', 'misused_act'],
    ['/assign Bo', 'assign'],
    ['/assign', 'misused_act'],
    ['/lang zh', 'lang'],
    ['/lang French', 'misused_act'],
    ['!!hello', 'canned'],
    ['！！hello', 'canned'],
    ['!!hello there', 'line'],
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
      { numRuns: 1_000 },
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
    const released = { kind: 'send', to: 'tg:1', inbound: { kind: 'staff.released', by: 'Chen Example' }, holder: null }
    expect(stepStaffRoom(typed({ text: '/release' }), KNOWN)).toEqual([released])
  })

  it('shows what a customer’s conversation tells, with whom it is about', () => {
    const posted: StaffRoomInbound = {
      kind: 'posted',
      about: 'tg:1',
      post: { kind: 'relay', text: 'Hello?' },
      customer: null,
    }
    expect(stepStaffRoom(posted, NOTHING)).toEqual([{ kind: 'post', text: 'Hello?', about: 'tg:1', replyTo: null }])
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
    const effects = stepStaffRoom(typed({ author, text, repliesToBot }), { ...NOTHING, about, trusted })
    const reaches = author === 'person' && trusted && about !== null && repliesToBot
    const goes = reaches && (text === '/release' || text === TEXTS[0])
    expect(effects.some(({ kind }) => kind === 'send')).toBe(goes)
    // Whoever answers a bot's message and is not heard is told so; notes and talk among themselves are left alone.
    const told = repliesToBot && !goes && text !== '// inside'
    const sent = text === '/release' ? ['send'] : ['send', 'mark']
    expect(effects.map(({ kind }) => kind)).toEqual(goes ? sent : told ? ['post'] : [])
    for (const effect of effects) if (effect.kind === 'post') expect(effect).toMatchObject({ replyTo: '8', about })
  })

  it('names a stranger’s id in the line that adds them', () => {
    const [said] = stepStaffRoom(typed(), { ...KNOWN, trusted: false })
    expect(said).toMatchObject({ kind: 'post', text: expect.stringContaining('aftercare staff add tg:42') })
  })

  it('answers a photo only when it answers the bot', () => {
    const photo = {
      kind: 'unreadable',
      what: 'photo',
      messageId: '8',
      replyTo: '7',
      replyToMark: null,
      topic: null,
    } as const
    expect(stepStaffRoom({ ...photo, repliesToBot: true }, KNOWN).map(({ kind }) => kind)).toEqual(['post'])
    expect(stepStaffRoom({ ...photo, repliesToBot: false }, KNOWN)).toEqual([])
  })
})

describe('a customer’s topic', () => {
  const THERE: Standing = { ...KNOWN, isInTopic: true, topics: 'usable' }
  const inTopic = (more: Partial<Typed> = {}) => typed({ replyTo: null, repliesToBot: false, topic: '70', ...more })

  it('takes any line to its customer, answer or not', () => {
    expect(stepStaffRoom(inTopic(), THERE)).toEqual(SENT)
    expect(stepStaffRoom(inTopic({ replyTo: '9' }), THERE)).toEqual(SENT)
  })

  it('is for staff themselves where it is nobody’s', () => {
    expect(stepStaffRoom(inTopic(), NOTHING)).toEqual([])
  })

  test.each([
    ['a note', { text: '// inside' }, []],
    ['a stranger', { author: 'other' as const }, ['post']],
    ['an unknown command', { text: '/relaese' }, ['post']],
  ])('%s stays inside', (_, more, kinds) => {
    expect(stepStaffRoom(inTopic(more), THERE).map(({ kind }) => kind)).toEqual(kinds)
  })

  it('asks who may not speak for staff to be put on the list', () => {
    expect(stepStaffRoom(inTopic(), { ...THERE, trusted: false }).map(({ kind }) => kind)).toEqual(['post'])
  })
})

describe('commands about a talk', () => {
  const colleagues = [
    { id: 'tg:42', name: 'Chen Example', role: 'staff' },
    { id: 'tg:43', name: 'Bo Example', role: 'lead' },
    { id: 'tg:44', name: 'Bob Example', role: 'staff' },
  ] as const
  const THERE: Standing = { ...KNOWN, isInTopic: true, colleagues }
  const said = (text: string, standing: Standing = THERE) =>
    stepStaffRoom(typed({ text, replyTo: null, repliesToBot: false, topic: '70' }), standing)

  it('give the talk to a colleague, who is the one meant by the name alone', () => {
    const took = { kind: 'staff.took', by: 'Bob Example' }
    const holder = { id: 'tg:44', name: 'Bob Example' }
    expect(said('/assign bob')).toEqual([{ kind: 'send', to: 'tg:1', inbound: took, holder }])
    expect(said('/assign Bo Example')).toMatchObject([{ inbound: { by: 'Bo Example' } }])
    expect(said('/assign bo')).toMatchObject([
      { kind: 'post', text: expect.stringContaining('Chen Example, Bo Example') },
    ])
    expect(said('/assign Dan')).toMatchObject([{ kind: 'post' }])
  })

  it('switch the customer’s language, and ask for their card', () => {
    expect(said('/lang zh')).toMatchObject([{ inbound: { kind: 'staff.lang', lang: 'zh' } }])
    expect(said('/open')).toMatchObject([{ inbound: { kind: 'staff.opened' } }])
  })

  it('open a talk by its order from anywhere in the group, if there is one', () => {
    const anywhere = (about: string | null) =>
      stepStaffRoom(typed({ text: '/open 1RV-FHV-RDX', replyTo: null, repliesToBot: false }), { ...KNOWN, about })
    expect(anywhere('tg:1')).toMatchObject([{ kind: 'send', inbound: { kind: 'staff.opened' } }])
    expect(anywhere(null)).toMatchObject([{ kind: 'post', text: expect.stringContaining('no such order') }])
  })

  it('send what lies ready by its name, as a line', () => {
    const canned = { kind: 'staff.canned', name: 'hello', by: 'Chen Example', from: FROM }
    expect(said('!!hello')).toMatchObject([
      { kind: 'send', inbound: canned },
      { kind: 'mark', mark: 'taken' },
    ])
  })

  test.each(['/assign bob', '/lang zh', '/open', '!!hello'])('%s by a stranger does nothing', (text) => {
    expect(said(text, { ...THERE, trusted: false }).map(({ kind }) => kind)).toEqual(['post'])
  })
})

describe('a line that is changed', () => {
  const changed = (text: string, more: Partial<Typed> = {}): StaffRoomInbound =>
    ({ ...typed({ text, ...more }), kind: 'edited' }) as StaffRoomInbound
  const by = 'Chen Example'

  it('is changed at the customer', () => {
    const edited = { kind: 'staff.edited', text: 'Please check the pool again.', by, from: FROM }
    expect(stepStaffRoom(changed('Please check the pool again.'), KNOWN)).toEqual([
      { kind: 'send', to: 'tg:1', inbound: edited, holder: null },
    ])
  })

  test.each(['// not for them', '备注：内部', '/relaese', '/release', '  '])('to %s is taken back', (text) => {
    expect(stepStaffRoom(changed(text), KNOWN)).toEqual([
      { kind: 'send', to: 'tg:1', inbound: { kind: 'staff.deleted', by, from: FROM }, holder: null },
    ])
  })

  it('by somebody who is no staff changes nothing', () => {
    expect(stepStaffRoom(changed('Hello'), { ...KNOWN, trusted: false })).toEqual([])
    expect(stepStaffRoom(changed('Hello', { author: 'other' }), KNOWN)).toEqual([])
  })

  it('is taken back by /delete in answer to it, in a plain group too', () => {
    const deleted = { kind: 'staff.deleted', by, from: { room: ROOM, message: '7' } }
    expect(stepStaffRoom(typed({ text: '/delete', repliesToBot: false }), KNOWN)).toEqual([
      { kind: 'send', to: 'tg:1', inbound: deleted, holder: null },
    ])
    expect(stepStaffRoom(typed({ text: '/delete' }), KNOWN).map(({ kind }) => kind)).toEqual(['post'])
  })
})

describe('what became of a line', () => {
  const fared = (how: Extract<StaffRoomInbound, { kind: 'fared' }>['how']) =>
    stepStaffRoom({ kind: 'fared', about: 'tg:1', messageId: '8', how }, NOTHING)

  it('shows as a sign at it, and a failure says why', () => {
    expect(fared({ status: 'delivered' })).toEqual([{ kind: 'mark', about: 'tg:1', messageId: '8', mark: 'delivered' }])
    expect(fared({ status: 'taken_back' })).toEqual([{ kind: 'mark', about: 'tg:1', messageId: '8', mark: null }])
    const [sign, told] = fared({ status: 'failed', reason: 'blocked' })
    expect(sign).toMatchObject({ mark: 'failed' })
    expect(told).toMatchObject({ kind: 'post', replyTo: '8', text: expect.stringContaining('blocked') })
  })
})

describe('topics that come and go', () => {
  const told = (state: 'usable' | 'no_forum' | 'no_rights', topics: Standing['topics']) =>
    stepStaffRoom({ kind: 'topics', state }, { ...NOTHING, topics }).map(({ kind }) => kind)

  it('are told once, and not where there never were any', () => {
    expect(told('no_forum', null)).toEqual(['remember'])
    expect(told('usable', null)).toEqual(['remember'])
    expect(told('no_rights', null)).toEqual(['remember', 'post'])
    expect(told('no_forum', 'usable')).toEqual(['remember', 'post'])
    expect(told('no_forum', 'no_forum')).toEqual([])
  })
})
