/** The weights that the build has learnt beforehand, used while the content is the one they were learnt from. */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { TriageContent } from '../triage-content.ts'
import { featuresOf } from './features.ts'
import { LEARNING, type Learnt } from './learn.ts'
import { conceptsOf } from './lexicon.ts'
import { normalise } from './normal.ts'
import { unpack } from './packed.ts'
import { TRAINING } from './train.ts'
import { WEIGHING } from './weights.ts'

/** Beside the compiled code, or in the build beside the sources. */
const PLACES = ['./weights.bin', '../../../dist/domain/triage/weights.bin']
/** What these texts become shows a change in how texts are taken apart. */
const PROBES = ['my X16-P shows 0 mh/s, fans ok', '两台X44-P没算力了,重启过', 'qwe rty 192.168.1.5']

/** The stored weights, or null when there are none for this content and this way of learning. */
export function storedWeights(content: TriageContent): Learnt | null {
  const digest = digestOf(content)
  for (const place of PLACES) {
    const file = fileURLToPath(new URL(place, import.meta.url))
    const learnt = existsSync(file) ? unpack(readFileSync(file), digest) : null
    if (learnt !== null) return learnt
  }
  return null
}

/** SHA-256 of all that the weights depend on: what is learnt, and how. Calibration and danger words may change without it. */
export function digestOf(content: TriageContent): string {
  const { phrases, topics, asides, concepts } = content
  const lexicon = conceptsOf(content)
  const probes = PROBES.map((text) => featuresOf(normalise(text), lexicon))
  const source = JSON.stringify([phrases, topics, asides, concepts, probes, TRAINING, LEARNING, WEIGHING])
  return createHash('sha256').update(source).digest('hex')
}
