/**
 * What the build has read of the YAML files beforehand, by the digest of each file's text: parsing YAML is most of the cost of a start. A
 * file that was edited since has another digest and is parsed as ever.
 */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Beside the compiled code, or in the build beside the sources. */
const PLACES = ['./prepared.json', '../../../dist/domain/content/prepared.json']

let values: ReadonlyMap<string, unknown> | null = null

/** The plain value of a file's text, not yet checked against a schema; undefined when the build has not read this text. */
export function preparedValue(text: string): unknown {
  values ??= new Map(PLACES.flatMap(entriesOf))
  return values.size === 0 ? undefined : values.get(textDigest(text))
}

/** SHA-256 in hexadecimal digits. @public (the build calls it) */
export const textDigest = (text: string): string => createHash('sha256').update(text).digest('hex')

/** The build replaces the file whole, so what is there is right. */
function entriesOf(place: string): [digest: string, value: unknown][] {
  const file = fileURLToPath(new URL(place, import.meta.url))
  return existsSync(file) ? Object.entries(JSON.parse(readFileSync(file, 'utf8'))) : []
}
