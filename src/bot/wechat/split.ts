/** Cuts a text into what a puppet carries: 2,000 characters, or the 2,048 bytes of the official account's interface. */
import { splitText } from '../split.ts'

const TEXT_LIMIT = 2_000
/** At most three bytes for each UTF-16 unit. */
const OFFICIAL_LIMIT = Math.floor(2_048 / 3)
const COUNTS_BYTES = /official-account|workpro|wecom/

/** In order; joined they are the text. `puppet`: its npm name. */
export const splitForWechat = (text: string, puppet: string): readonly string[] =>
  splitText(text, COUNTS_BYTES.test(puppet) ? OFFICIAL_LIMIT : TEXT_LIMIT)
