/** "Thanks, it hashes now!": good news told outside any check. It is no fault, though it speaks of the same things. */
import { fold } from '../../domain/fold.ts'
import { isAccountedFor } from './likeness.ts'
import { plain } from './question.ts'
import { senseOf } from './sense.ts'

const CAP = 120
/** What good news may speak of. */
const THINGS = {
  prompt:
    'hash fan board page web pool network machine miner light temperature power problem issue order everything open online connect turn run alive start 算力风扇板网页后台矿池网络机器矿机设备灯温度电源问题',
  offers: [],
}

/** Whether a text says that things are well again, and nothing else. */
export function isGoodNews(text: string): boolean {
  const folded = plain(fold(text, CAP + 1))
  return folded.length <= CAP && senseOf(folded) === 'better' && isAccountedFor(folded, THINGS)
}
