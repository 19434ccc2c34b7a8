/** Everything the desk's API may answer instead of doing what was asked: code, status and one line. Holds no logic. */

/** The page has words of its own for each code; `says` is for people who read the answer itself. */
export const FAILURES = {
  bad_request: { status: 400, says: 'This request cannot be read: see docs/desk.md for what the desk takes' },
  bad_join: { status: 400, says: 'A sign-in name has small letters and digits, a password 8 characters or more' },
  not_signed_in: { status: 401, says: 'Sign in at /desk first' },
  wrong_password: { status: 401, says: 'This name and password do not go together' },
  foreign_origin: { status: 403, says: 'This page is not part of the desk: set PUBLIC_URL if it has another address' },
  insecure: { status: 403, says: 'Sign in over https, or on this machine itself at http://127.0.0.1' },
  not_found: { status: 404, says: 'There is nothing here' },
  login_taken: { status: 409, says: 'Somebody has this sign-in name already' },
  name_taken: { status: 409, says: 'Somebody of the desk has this name: add a letter' },
  last_admin: { status: 409, says: 'One administrator must be left' },
  refused_move: { status: 409, says: 'The order does not allow this now' },
  refused_hours: { status: 409, says: 'The hours of that day cannot be set so' },
  invite_ended: { status: 410, says: 'This link was used already, or its time is over' },
  too_long: { status: 413, says: 'This is too long' },
  not_json: { status: 415, says: 'Requests are sent as application/json' },
  empty_file: { status: 400, says: 'This file is empty' },
  length_unknown: { status: 411, says: 'A file is sent with its Content-Length' },
  file_too_large: { status: 413, says: 'This file is too large: photos up to 10 MB, other files up to 20 MB' },
  unknown_file: { status: 415, says: 'Files of this kind are not taken' },
  heic_file: { status: 415, says: 'HEIC photos cannot be opened here: send it as JPEG, or a screenshot of it' },
  broken_file: { status: 422, says: 'This photo cannot be opened: it is damaged, or has more than 60 million pixels' },
  files_full: { status: 409, says: 'This conversation has as many files as it may: 60, and 200 MB together' },
  no_room: { status: 507, says: 'There is no room for files on this desk right now' },
  too_many_files: { status: 429, says: 'Too many files at once: wait a moment and send it again' },
  too_many_tries: { status: 429, says: 'Too many tries: wait some minutes' },
  too_fast: { status: 429, says: 'Too much at once: wait a moment and do it again' },
  too_many_streams: { status: 429, says: 'Too many pages are open: close some' },
  broken: { status: 500, says: 'Something went wrong here: the log of the desk says what' },
  away: { status: 503, says: 'The desk cannot reach its store right now: nothing was done, try again in a moment' },
} as const satisfies Record<string, { readonly status: number; readonly says: string }>

export type FailureCode = keyof typeof FAILURES
