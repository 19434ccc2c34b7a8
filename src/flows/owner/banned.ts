/**
 * Nobody answers the customer, by staff's own decision: what they write is kept with the talk and counted. Staff are told of the first of it and
 * of dangers; where the conversation stood is kept for the day on which the ban is lifted.
 */
import type { DeskKit, Standing } from './kit.ts'

const unread = ({ context: { ban } }: Standing): number => (ban?.unread ?? 0) + 1
const stillBanned = { type: 'notify' as const, params: { about: 'isBanned' as const } }

export const banned = (kit: DeskKit) =>
  kit.createStateConfig({
    id: 'banned',
    tags: 'banned',
    on: {
      'customer.wrote': [
        { guard: 'isFirstUnread', actions: [{ type: 'notify', params: { about: 'wroteBanned' } }, 'countUnread'] },
        { actions: 'countUnread' },
      ],
      /** A life goes before a ban: staff read the words, the customer what to do, at most once an hour. */
      'customer.toldDanger': [
        {
          guard: 'isDangerNews',
          actions: [
            {
              type: 'notify',
              params: (standing) => ({
                about: 'dangerBanned' as const,
                detail: `(${unread(standing)}) ${standing.event.type === 'customer.toldDanger' ? standing.event.text : ''}`,
              }),
            },
            {
              type: 'say',
              params: ({ context: { ban } }) => ({
                phrase: [ban?.dangerTold == null ? 'safety' : 'stayAway'] as const,
              }),
            },
            'noteDanger',
            'countUnread',
          ],
        },
        { actions: 'countUnread' },
      ],
      /** A line of staff goes out all the same, as each does; an answer to it is not shown. */
      'staff.said': {
        actions: [
          stillBanned,
          { type: 'deliver', params: ({ event }) => ({ text: event.text, file: event.file, from: event.from }) },
        ],
      },
      'staff.wrote': { actions: stillBanned },
      'staff.took': { actions: stillBanned },
      'staff.closed': { actions: stillBanned },
      'staff.released': { actions: stillBanned },
      'staff.banned': { actions: stillBanned },
      'staff.unbanned': {
        actions: [
          {
            type: 'notify',
            params: ({ context: { ban }, event }) => ({
              about: 'unbanned' as const,
              detail: `${event.by}${ban === null || ban.unread === 0 ? '' : `, ✉️ ${ban.unread}`}`,
            }),
          },
          'unban',
          { type: 'say', params: { phrase: ['unbanned'] } },
          'ask',
        ],
        target: 'bot',
      },
      'customer.blocked': { actions: 'noteGone' },
      'customer.cameBack': { actions: 'noteBack' },
    },
  })
