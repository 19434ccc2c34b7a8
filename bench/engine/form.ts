/** The form that every side asks: a word to begin, ten answers, a yes. Data only, so that each side builds it in its own way. */

export interface Field {
  readonly slot: string
  readonly ask: string
  readonly answer: string
}

/** Answers of the size that customers give; eight of them make about 0.35 KB of JSON. */
export const FIELDS: readonly Field[] = [
  { slot: 'type', ask: 'Which model is it?', answer: 'JASMINER X16-Q 1950 MH/s' },
  { slot: 'label', ask: 'What is its serial number?', answer: 'JX160-0004711-EXAMPLE' },
  { slot: 'fault', ask: 'What does it do?', answer: 'zero hash rate since the last restart' },
  { slot: 'when', ask: 'Since when?', answer: 'last night at about 22:30' },
  { slot: 'did', ask: 'What have you tried?', answer: 'restarted three times, other pool' },
  { slot: 'site', ask: 'Where does it stand?', answer: 'a rack room, 24 degrees' },
  { slot: 'power', ask: 'What is it fed by?', answer: '230 V, a socket of its own' },
  { slot: 'who', ask: 'What is your name?', answer: 'Ana Example' },
  { slot: 'call', ask: 'How can we call you?', answer: '+49 30 23125 555' },
  { slot: 'city', ask: 'Which city is it in?', answer: 'Musterstadt' },
]

export const CONFIRM = 'Is all of this right?'

/** What the customer writes, turn by turn. */
export const WORDS: readonly string[] = ['/start', ...FIELDS.map(({ answer }) => answer), 'yes']
export const TURNS = WORDS.length

/** The last words of a form that was understood; a side that lost an answer cannot say them. */
export const filed = (answers: Readonly<Record<string, unknown>>): string =>
  `Filed: ${FIELDS.map(({ slot }) => answers[slot]).join('; ')}`

export const FILED = filed(Object.fromEntries(FIELDS.map(({ slot, answer }) => [slot, answer])))

/** What a side is expected to say after a turn. */
export const expected = (turn: number): string => (turn === TURNS - 1 ? FILED : (FIELDS[turn]?.ask ?? CONFIRM))
