/** Everything that the chat's API may answer instead of doing what was asked: code, status and one line. Holds no logic. */

/** The page has words of its own for each code; `says` is for people who read the answer itself. */
export const FAILURES = {
  bad_request: { status: 400, says: 'This message cannot be read: see docs/web-chat.md for what a message is' },
  no_talk: { status: 401, says: 'There is no conversation here yet: write a message first' },
  foreign_origin: {
    status: 403,
    says: 'This page is not part of the desk: set PUBLIC_URL if the desk has another address',
  },
  not_found: { status: 404, says: 'There is nothing here: the chat is at /chat' },
  link_ended: { status: 410, says: 'This link is not valid, or no more: draw a new one where the conversation is' },
  no_such_button: { status: 409, says: 'This button is no longer there: write the answer instead' },
  too_long: { status: 413, says: 'This message is too long: at most 64 KB, send it in parts' },
  empty_file: { status: 400, says: 'This file is empty' },
  file_too_large: {
    status: 413,
    says: 'This file is too large: photos up to 10 MB, videos and other files up to 20 MB',
  },
  length_unknown: { status: 411, says: 'A file is sent with its Content-Length' },
  unknown_file: {
    status: 415,
    says: 'Files of this kind are not taken: JPEG, PNG or WebP photos, MP4, MOV or WebM videos, OGG, MP3 or M4A recordings, PDF, text, log and JSON files are',
  },
  heic_file: { status: 415, says: 'HEIC photos cannot be opened here: send it as JPEG, or a screenshot of it' },
  broken_file: { status: 422, says: 'This photo cannot be opened: it is damaged, or has more than 60 million pixels' },
  not_json: { status: 415, says: 'Messages are sent as application/json' },
  too_fast: { status: 429, says: 'Too many messages at once: wait a moment and send it again' },
  too_many_waiting: { status: 429, says: 'Too many messages wait to be read: wait a moment and send it again' },
  too_many_files: { status: 429, says: 'Too many files at once: wait a moment and send it again' },
  files_full: { status: 409, says: 'This conversation has as many files as it may: 60, and 200 MB together' },
  no_room: { status: 507, says: 'There is no room for files on this desk right now' },
  too_many_talks: { status: 429, says: 'Too many new conversations from this address: try again later' },
  broken: { status: 500, says: 'Something went wrong here: the log of the desk says what' },
  away: { status: 503, says: 'The desk cannot take messages right now: it was not sent, try again in a moment' },
} as const satisfies Record<string, { readonly status: number; readonly says: string }>

export type FailureCode = keyof typeof FAILURES

/** How a request ended. `refused` tells what to do; `wait` also when it may be tried again. */
export type Outcome =
  | { readonly status: 'accepted' }
  | { readonly status: 'refused'; readonly why: FailureCode }
  | { readonly status: 'wait'; readonly why: FailureCode; readonly waitMs: number }

export const ACCEPTED: Outcome = { status: 'accepted' }
export const refused = (why: FailureCode): Outcome => ({ status: 'refused', why })
export const wait = (why: FailureCode, waitMs: number): Outcome => ({ status: 'wait', why, waitMs })
