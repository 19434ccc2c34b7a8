/**
 * Two talks of one customer, in two apps: a code that is given out here and sent there joins them, once the customer agrees there too. Each then
 * knows the other's orders, by their states alone (P7), and staff see both. Either side undoes it; an erased talk is joined with none.
 */
import { LINK_CODE_GOOD_MS, showLinkCode } from '../domain/link-code.ts'
import type { Asking } from './change.ts'
import type { Context } from './context.ts'
import type { Kit } from './kit.ts'
import { channelOf, placeShown } from './linking/channel-of.ts'
import { linkCodeOf } from './linking/code.ts'
import { linkedOrders, linkLockedUntil, talkIn } from './linking/guards.ts'
import type { LinkEffect } from './linking/news.ts'
import type { Phrase } from './texts/phrase.ts'
import type { Command, Notice } from './types.ts'

type Told = Extract<LinkEffect, { kind: 'link.told' }>['news']

const say = (phrase: (asking: Asking) => Phrase) =>
  ({ type: 'say', params: (asking: Asking): { readonly phrase: Phrase } => ({ phrase: phrase(asking) }) }) as const

/** The talk that the letter, or the code, is about. */
const otherOf = (asking: Asking): string => talkIn(asking) ?? asking.context.linkFound?.talk ?? ''
const where = (asking: Asking): string => channelOf(otherOf(asking), asking.context.lang)

const notify = (about: Notice, talks: (asking: Asking) => readonly string[]) =>
  ({
    type: 'notify',
    params: (asking: Asking) => ({ about, detail: talks(asking).map(placeShown).join(', ') }),
  }) as const

const tell = (to: (asking: Asking) => readonly string[], news: (asking: Asking) => Told) =>
  ({ type: 'tellTalks', params: (asking: Asking) => ({ to: to(asking), news: news(asking) }) }) as const

const joinedWith = ({ context }: { readonly context: Context }): readonly string[] =>
  context.links.map(({ talk }) => talk)
const other = (asking: Asking): readonly string[] => [otherOf(asking)]

/** To all that this talk is joined with, before it forgets them. */
export const partFromAll = tell(joinedWith, () => ({ kind: 'parted' }))

/** Orders of joined talks, by their states. */
export const tellLinked = say((asking) => ['statusLinked', linkedOrders(asking)])

const openCode = {
  type: 'openCode',
  params: ({ event }: Asking) => ({ code: linkCodeOf(event), until: event.at + LINK_CODE_GOOD_MS }),
} as const
const announceCode = {
  type: 'announce',
  params: ({ event }: Asking) => ({ phrase: ['linkCode', showLinkCode(linkCodeOf(event))] as const }),
} as const
const tryCode = {
  type: 'tryCode',
  params: ({ event }: Asking) => {
    if (event.type !== 'customer.sentCode' || event.code === null) throw new Error('no code was sent')
    return { code: event.code }
  },
} as const

const agree = tell(other, ({ context: { linkFound, orders } }) => {
  if (linkFound === null) throw new Error('nothing was found to agree to')
  return { kind: 'agreed', code: linkFound.code, orders }
})

const refusal = say(({ context, event }) => [
  'codeRefused',
  event.type === 'link.heard' && event.news.kind === 'refused' ? event.news.why : 'unknown',
  context.linkTries.length,
])
const locked = say((asking) => ['codeLocked', linkLockedUntil(asking) ?? asking.event.at, asking.event.at])

/** What may come at any moment: codes, and letters of other talks. */
export const linked = (kit: Kit) =>
  kit.createStateConfig({
    on: {
      'customer.sentCode': [
        { guard: 'linkIsAside', actions: say(() => ['codeLater']) },
        { guard: 'codeIsMistyped', actions: ['settle', say(() => ['codeMistyped']), 'ask'] },
        { guard: 'linkIsLocked', actions: ['settle', locked, 'ask'] },
        { guard: 'linksAreFull', actions: ['settle', say(() => ['linksFull']), 'ask'] },
        // What the registry answers comes within moments.
        { actions: ['countLinkTry', tryCode] },
      ],
      'link.heard': [
        {
          guard: 'linkFoundAgain',
          actions: ['noteFoundLink', 'dropFoundLink', say((asking) => ['joinedAlready', where(asking)]), 'ask'],
        },
        { guard: 'linkFoundAside', actions: ['noteFoundLink', 'dropFoundLink', say(() => ['codeLater'])] },
        { guard: 'linkFound', actions: 'noteFoundLink', target: '#askingJoin' },
        { guard: 'linkRefused', actions: [refusal, 'ask'] },
        {
          guard: 'linkAgreed',
          actions: [
            'joinAgreed',
            say((asking) => ['joinedFromThere', where(asking)]),
            notify('linked', other),
            tell(other, ({ context }) => ({ kind: 'orders', orders: context.orders })),
            'ask',
          ],
        },
        { guard: 'linkAgreedInVain', actions: tell(other, () => ({ kind: 'parted' })) },
        { guard: 'linkedOrdersTold', actions: 'noteLinkedOrders' },
        {
          guard: 'linkParted',
          actions: ['dropParted', say((asking) => ['parted', where(asking)]), notify('unlinked', other), 'ask'],
        },
      ],
    },
  })

const on = (command: Command) => ({ guard: { type: 'commanded' as const, params: { command } } })

/** `/link` and `/unlink`, said to the bot whoever has the talk. */
export const linkCommands = [
  {
    ...on('link'),
    actions: ['openLinkCode', openCode, say(() => ['linkOffer']), announceCode, 'ask'],
  },
  {
    guard: { type: 'unlinks' as const },
    actions: [partFromAll, notify('unlinked', joinedWith), 'dropLinks', say(() => ['unlinked']), 'ask'],
  },
  { ...on('unlink'), actions: ['dropLinks', say(() => ['nothingLinked']), 'ask'] },
] as const

export const linking = (kit: Kit) =>
  kit.createStateConfig({
    initial: 'askingJoin',
    states: {
      askingJoin: {
        id: 'askingJoin',
        meta: { question: 'join' },
        tags: 'awaiting-customer',
        entry: 'ask',
        on: {
          'customer.chose': [
            {
              guard: { type: 'chose', params: { offer: 'yes' } },
              actions: [agree, say((asking) => ['joined', where(asking)]), notify('linked', other), 'joinFound'],
              target: '#afterwards',
            },
            {
              guard: { type: 'chose', params: { offer: 'no' } },
              actions: [say(() => ['notJoined']), 'dropFoundLink'],
              target: '#afterwards',
            },
          ],
          'customer.commanded': ['back', 'cancel', 'later'].map((command) => ({
            ...on(command as Command),
            actions: [say(() => ['notJoined'] as const), 'dropFoundLink' as const],
            target: '#afterwards',
          })),
        },
      },
    },
  })
