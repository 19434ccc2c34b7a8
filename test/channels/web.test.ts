/** The web chat keeps to the contract of all channels. */
import { holdsTheContract } from './contract.ts'
import { web } from './web.ts'

holdsTheContract(web)
