// A step of the build: parses the YAML files of the content with the code just compiled and stores their values beside it, so that a start
// does not parse them again. Arguments: the directory of the compiled code, the content directory. A file that is wrong is left out: it is
// told at the start. Nothing happens where either has no content.
import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const [outDir = '', contentDir = ''] = process.argv.slice(2)
const content = (file) => import(pathToFileURL(join(resolve(outDir), 'domain/content', file)).href)

async function main() {
  if (!existsSync(join(outDir, 'domain/content/prepared.js')) || !existsSync(contentDir)) return
  const { parseYaml } = await content('yaml-file.js')
  const { textDigest } = await content('prepared.js')
  const values = {}
  for (const name of readdirSync(contentDir, { recursive: true })
    .filter((file) => file.endsWith('.yaml'))
    .sort()) {
    const text = readFileSync(join(contentDir, name), 'utf8')
    const parsed = parseYaml(name, text)
    if (parsed.ok) values[textDigest(text)] = parsed.value.document.toJS()
  }
  const file = join(outDir, 'domain/content/prepared.json')
  writeFileSync(`${file}.new`, JSON.stringify(values))
  renameSync(`${file}.new`, file)
}

await main()
