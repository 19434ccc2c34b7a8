/** The diagrams in docs/ are those of the machines as they are built, and show every state of them. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { DIAGRAMS, diagrams } from '../../scripts/diagrams.ts'
import { talk } from '../support/conversation-desk.ts'

const drawn = diagrams()

test.each([...drawn])('%s is up to date (npx tsx scripts/diagrams.ts)', (name, text) => {
  expect(readFileSync(join(DIAGRAMS, name), 'utf8')).toBe(text)
})

test('no diagram is left of a machine that is gone', () => {
  expect(readdirSync(DIAGRAMS).toSorted()).toEqual([...drawn.keys()].toSorted())
})

type Node = typeof talk.machines.flow.root
const statesUnder = (node: Node): readonly string[] => [
  ...(node.path.length === 0 ? [] : [node.path.join('_')]),
  ...Object.values(node.states).flatMap((child) => statesUnder(child as unknown as Node)),
]

test.each([
  ['conversation.md', talk.machines.flow.root],
  ['desk.md', talk.machines.desk.root as unknown as Node],
] as const)('%s shows every state and delay, and draws only states that it names', (name, root) => {
  const text = drawn.get(name) ?? ''
  const named = [...text.matchAll(/^ +state "[^"]+" as (\w+)/gm)].map(([, id]) => id ?? '')
  expect(named.filter((id) => !id.endsWith('anyMoment')).toSorted()).toEqual(statesUnder(root).toSorted())
  for (const [, from = '', to = ''] of text.matchAll(/^ +(\w+) --> (\w+)/gm))
    expect(named).toEqual(expect.arrayContaining([from, to]))
  for (const delay of name === 'desk.md' ? ['untilOpening', 'nobodyAnswers'] : [])
    expect(text).toContain(`after ${delay}`)
})
