/** The Chinese half of `sense.ts`: phrases instead of words, for there are no spaces between them. */
import type { Sense } from './sense.ts'

/** Doubt, condition, past, what is still under way. */
const DOUBT =
  /如果|要是|万一|好像|似乎|可能|也许|大概|估计|应该|有时(?!有)|偶尔|时好时坏|之前|以前|昨天|原来|本来|正在|稍等|等一下|等等|还没(?:有)?(?:试|弄|做|换|重启|看|查|来得及|开始)|没(?:有)?(?:试|弄)过?|还没(?:有|呢)*$|从来|从没|一会|[还在]等|停了|准备|马上|待会|等会|怎么|什么|为什么|会不会|能不能|是不是|[吗么呢]$/u
/** A denial that is good news. */
const NO_TROUBLE =
  /(?:现在|都|已经)没(?:有|啥|什么)*(?:问题|毛病|事)|没(?:有|啥|什么)*(?:问题|毛病|事)了|不(?:热|掉|响|报错|重启|闪)了|没(?:有)?再\p{Script=Han}{1,3}/gu
const SAME =
  /还是(?!我)(?:[很太]?[\p{Script=Han}]{1,2}$)?|仍然?|依旧|依然|照样|照旧|老样子|一样|没(?:有)?(?:什么)?(?:用处?|效果?|变化?|反应|好转?|改善|动静|区别|差别|起色)|没(?:有)?(?!错|事$|问题$)|不(?!错)|无|未|失败|更差|更糟|更严重|坏了|零|[为是]0(?!\d)|断了|掉了/gu
const BETTER =
  /好了|好啦|好咯|修好|正常|恢复|可以(?:了|用|打开|登|开|连|看|进|上|启动)|能(?:够|正常)?(?:打开|开机?|登[录陆]?|用|上网?|连上?|进|启动|转|挖)了?|^能了?$|可以$|行了|成功|解决|搞定|连接?上|打开了|开了|起来了|转了|在转|都转|上线|回来|找到了?|灯?亮[了着起]?|稳定|降下?来|有算力|有了|出来了|改善|通了|登[录陆]?上了|进去了|见效|有效|管用|[很挺]好|还是我|都?还在$|都在$|不错|没错/gu
const QUALIFYING = /只|部分|点|另|其他|其它|别的|隔壁/u
const HALF = /一半|一部分|好一?点/u
const CLAUSES = /[\s,，.。;；!！、]+|但是|但|不过|可是|就是|而(?!且)/u

/** The sense of a folded text with Chinese in it; `together` joins those of its clauses. */
export function senseOfChinese(text: string): Sense {
  if (DOUBT.test(text)) return 'doubtful'
  const said = new Set(text.split(CLAUSES).map(senseOfClause))
  said.delete(null)
  return said.size > 1 ? 'mixed' : ([...said][0] ?? null)
}

/** What is left of a text without the phrases that carry its sense. */
export const withoutSense = (text: string): string =>
  [NO_TROUBLE, SAME, BETTER].reduce((rest, pattern) => rest.replace(pattern, ' '), text)

function senseOfClause(clause: string): Sense {
  if (HALF.test(clause)) return 'mixed'
  const plain = clause.replace(NO_TROUBLE, '')
  const sense = plain.search(SAME) >= 0 ? 'same' : plain.search(BETTER) >= 0 || plain !== clause ? 'better' : null
  return sense === 'better' && QUALIFYING.test(clause) ? 'mixed' : sense
}
