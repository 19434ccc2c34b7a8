// A step of the build: learns `content/triage.yaml` with the code just compiled and stores the weights beside it, so that the desk starts
// without learning. Arguments: the directory of the compiled code, the content directory. Nothing happens where either has no triage.
import { existsSync, renameSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const [outDir = '', contentDir = ''] = process.argv.slice(2)
const domain = (file) => import(pathToFileURL(join(resolve(outDir), 'domain', file)).href)

async function main() {
  if (!existsSync(join(outDir, 'domain/triage/learn.js')) || !existsSync(join(contentDir, 'triage.yaml'))) return 0
  const { readYaml } = await domain('content/yaml-file.js')
  const { triageSchema } = await domain('triage-content.js')
  const read = readYaml(contentDir, 'triage.yaml', triageSchema)
  if (!read.ok) {
    for (const { file, line, message } of read.problems) console.error(`${file}:${line}: ${message}`)
    return 1
  }
  const { learn } = await domain('triage/learn.js')
  const { digestOf } = await domain('triage/stored.js')
  const { pack } = await domain('triage/packed.js')
  const file = join(outDir, 'domain/triage/weights.bin')
  writeFileSync(`${file}.new`, pack(learn(read.value), digestOf(read.value)))
  renameSync(`${file}.new`, file)
  return 0
}

process.exitCode = await main()
