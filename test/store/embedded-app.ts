/** A stand-in for the desk: starts the embedded Redis on the directory given and prints its socket, then lives until it is killed. */
import { startEmbedded } from '../../src/store/embedded.ts'

const [dataDir = ''] = process.argv.slice(2)
const embedded = await startEmbedded({ dataDir })
process.stdout.write(`${embedded.socketPath}\n`)
