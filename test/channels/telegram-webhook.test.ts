/** Telegram by webhook keeps to the contract of all channels. */
import { holdsTheContract } from './contract.ts'
import { telegram } from './telegram.ts'

holdsTheContract(telegram('webhook'))
