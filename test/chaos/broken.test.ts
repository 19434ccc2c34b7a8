/** What the broken builds cut out of the scripts is still there: a build that breaks nothing proves nothing. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { PROJECT } from '../support/temp-project.ts'
import { scriptText } from './broken.ts'

const SCRIPTS = join(PROJECT, 'src/store/scripts')

test.each(['no-dedupe', 'no-fence', 'no-version', 'commit-without-bump'] as const)('%s breaks one script', (broken) => {
  const changed = readdirSync(SCRIPTS).filter((file) => {
    const text = readFileSync(join(SCRIPTS, file), 'utf8')
    return scriptText(broken, file, text) !== text
  })
  expect(changed).toHaveLength(1)
})
