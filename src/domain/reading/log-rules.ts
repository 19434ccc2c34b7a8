/**
 * The phrases by which a log names a fault. Always a phrase: single words (`power`, `dns`, `asic`, `err`) stand on harmless lines. Written
 * from the logs of common mining firmware and from what people quote in Chinese; the logs of our own machines are not public.
 */
import type { FindingCode } from './types.ts'

export interface LogRule {
  readonly code: FindingCode
  readonly severity: 'fault' | 'warning'
  /** One of these stands in every line that fits, in lower case: a cheap first look. */
  readonly hints: readonly string[]
  readonly pattern: RegExp
}

const fault = (code: FindingCode, hints: string, ...patterns: readonly RegExp[]): LogRule => ({
  code,
  severity: 'fault',
  hints: hints.split(' '),
  pattern: new RegExp(patterns.map(({ source }) => source).join('|'), 'i'),
})
const warning = (...rule: Parameters<typeof fault>): LogRule => ({ ...fault(...rule), severity: 'warning' })

/** The first that fits a line is what the line says. */
export const LOG_RULES: readonly LogRule[] = [
  warning('sensor', 'temp sensor 温度', /temp(?:erature)? read failed, using previous/),
  fault(
    'sensor',
    'temp sensor 温度',
    /\bERROR_TEMP_LOST\b/,
    /\btemp(?:erature)? (?:sensor )?(?:type )?read(?:ing)? (?:failed|error)/,
    /\bfail(?:ed)? to (?:read|get) (?:\w+ ){0,2}temp/,
    /\btemp(?:erature)? sensor (?:\S+ ){0,3}(?:fail(?:ed|ure)?|error|lost|missing|not found|invalid|abnormal|broken)/,
    /\bbad (?:temp(?:erature)? )?sensor/,
    /温度传感器.{0,6}(?:故障|异常|丢失|损坏)|读取温度失败|温度读取失败/,
  ),
  fault(
    'fan',
    'fan 风扇',
    /\bERROR_FAN_LOST\b/,
    /\bfan ?#?\[?\d?\]? ?(?:is |was |has )?(?:lost|failed|failure|stopped|stalled|stuck|not (?:found|detected|spinning|running|working))\b/,
    /\bfan ?#?\[?\d?\]? ?(?:speed )?(?:err!|error|fault|abnormal|too low)/,
    /\bfan ?#?\[?\d{1,2}\]? ?(?:speed)?\s?[:=]?\s?0 ?rpm\b/,
    /风扇.{0,6}(?:丢失|异常|故障|停转|不转|损坏|停止)/,
  ),
  fault(
    'temperature',
    'temp heat thermal 温 过热',
    /\bERROR_TEMP_TOO_(?:HIGH|LOW)\b/,
    /\bover(?: |-)?(?:max )?(?:temp|temperature|heat)\b/,
    /\boverheat(?:ed|ing)\b/,
    /\btemp(?:erature)? (?:is )?too (?:high|low)\b/,
    /\bthermal shutdown\b|\bshutdown temperature limit reached/,
    /温度(?:过高|太高|超限)|过温|超温|过热/,
  ),
  fault(
    'board_missing',
    'chain board asic soc eeprom 板',
    /\b(?:chain|board) ?\[?#?j?\d{1,2}\]?:? (?:only )?(?:find|found|has|got) \d{1,4} (?:asic|chip)s?, will power off/,
    /\b(?:chain|board) ?\[?#?j?\d{1,2}\]?:? only (?:find|found|has|got) \d{1,4} (?:asic|chip)s?\b/,
    /\b(?:chain|board) ?\[?#?j?\d{1,2}\]?:? (?:has|have|got) 0 (?:asic|chip)s?\b/,
    /\b(?:chain|board) ?\[?#?\d{1,2}\]?:? ?(?:0 (?:chip|asic)s?|(?:chip|asic)s? ?[:=] ?0)(?: |,|$)/,
    /\b(?:hash ?)?(?:board|chain) ?\[?#?\d{0,2}\]? (?:is |was )?(?:not (?:found|detected|responding|exist(?:ing)?)|lost|missing|offline)\b/,
    /\b(?:no|not find) hash ?boards?\b(?! error)|\bcannot find all asic|\basic number is not correct/,
    /\bERROR_SOC_INIT\b|\beeprom error\b|\bdata load fail for chain|\bload chain \d{1,2} eeprom (?:data )?(?:fail|error)/,
    /掉板|缺板|(?:算力板|运算板|哈希板).{0,6}(?:丢失|未检测到|掉线|离线|异常|故障)|(?:未检测到|找不到|检测不到)(?:算力板|运算板|哈希板)/,
  ),
  fault(
    'power',
    'power psu voltage 电源 电压 压',
    /\bERROR_POWER_LOST\b|\bpower (?:supply )?lost\b/,
    /\bpsu (?:\S+ ){0,2}(?:fail(?:ed|ure)?|fault|error|lost|not detected)\b/,
    /\bpower voltage can ?not meet|\bget power type version failed|\bpower init (?:failed|error)/,
    /\b(?:under|over)-?voltage\b|\bvoltage (?:is )?too (?:low|high)\b/,
    /电源.{0,4}(?:故障|异常|丢失)|电压(?:过低|过高|不足|异常)|欠压|过压/,
  ),
  fault(
    'no_network',
    'network eth wlan dhcp lease 网',
    /\bnetwork is unreachable\b|\b(?:eth|wlan)\d\S* (?:\S+ ){0,3}(?:no carrier|link (?:is )?down|lost link)/,
    /\bdhcp\S* (?:\S+ ){0,3}(?:fail(?:ed)?|timed? ?out|no lease)\b|\bno lease, (?:failing|forking)/,
    /网络(?:不可达|断开|中断)|网线(?:断开|未连接)/,
  ),
  fault(
    'wrong_coin',
    'coin algo dag epoch 币种 算法',
    /\b(?:wrong|unsupported|invalid|mismatched) (?:coin|algo(?:rithm)?)\b/,
    /\b(?:coin|algo(?:rithm)?) (?:is )?(?:mismatch|not supported|unsupported|does not match)/,
    /\b(?:dag|epoch) mismatch\b|币种(?:错误|不符|不支持|不匹配)|算法(?:错误|不符|不支持|不匹配)/,
  ),
  fault(
    'pool_dead',
    'pool server 矿池',
    /\ball pools? (?:are |is )?(?:dead|down|offline|unreachable)\b|\bno (?:active|alive|live|usable) pools?\b/,
    /\bpool \d{1,2} (?:\S+ ){0,2}(?:is |was )?(?:dead|down|not responding)\b|\bno servers (?:were )?found/,
    /矿池.{0,4}(?:无响应|失效|不可用|离线)/,
  ),
  fault(
    'pool_connect',
    'pool stratum worker connect resolve 矿池',
    /\b(?:stratum|pool)\b.{0,60}\b(?:connection (?:refused|failed|lost|interrupted|timed? ?out|closed|reset)|connect failed|unreachable|timed? ?out|disconnected)\b/,
    /\bfail(?:ed|ure)? to (?:connect|resolve)\b.{0,60}\b(?:stratum|pool|:\d{3,5}\b)/,
    /\bconnection (?:refused|timed out)\b.{0,60}\b(?:stratum|pool)\b/,
    /\b(?:could ?n[o']t|cannot|unable to) (?:connect to|resolve)\b.{0,60}\b(?:stratum|pool)/,
    /\bstratum (?:auth\w*|login|subscri\w+) (?:failed|refused|rejected|error)|\bunauthori[sz]ed worker\b|\bworker not found\b/,
    /连接矿池.{0,4}(?:失败|超时)|矿池.{0,4}(?:连接失败|连接超时|连不上|断开)/,
  ),
  fault('high_reject', 'reject 拒绝率', /\breject(?:ed)? rate (?:is )?too high\b|拒绝率过高/),
  fault('low_hashrate', 'hash 算力', /\bhash ?rate (?:is )?(?:too low|below)\b|\blow hash ?rate\b|算力(?:过低|偏低)/),
  fault('no_hashrate', 'hash 算力', /\b(?:zero|no) hash ?rate\b|\bhash ?rate (?:is )?zero\b|算力为(?:0|零)(?![.\d])/),
  fault(
    'firmware',
    'firmware upgrade image 固件',
    /\b(?:firmware|upgrade|image)\b.{0,30}\b(?:upgrade failed|fail(?:ed|ure)?|corrupt(?:ed)?|checksum (?:error|mismatch)|verif\w+ (?:failed|error)|signature (?:invalid|mismatch))\b/,
    /固件.{0,6}(?:失败|损坏|校验错误)/,
  ),
  warning(
    'reboot',
    'panic watchdog reboot 看门狗 系统',
    /\bkernel panic\b|\bwatchdog\b.{0,20}\b(?:reset|reboot(?:ed|ing)?|triggered|expired|bite)\b|\b(?:system|machine) (?:is |will )?reboot(?:ing)?\b/,
    /看门狗.{0,4}(?:复位|重启)|系统(?:自动|异常)重启/,
  ),
]

/** What a machine does because of a fault: it takes power off a board, or stops. */
export const POWER_OFF =
  /\bpower(?:ed|ing)?[ _-]?(?:off|down) (?:the |all )?(?:hash ?)?(?:boards?|chains?)\b|\b(?:board|chain) ?\[?#?\d{0,2}\]? (?:is |was )?power(?:ed|ing)?[ _-]?(?:off|down)\b|\b(?:disable|disabling|shut(?:ting)? ?down) (?:the |all )?(?:hash ?)?(?:boards?|chains?)\b|(?:算力板|运算板).{0,4}(?:断电|下电|关闭)|关闭(?:算力板|运算板)/i
export const STOPPED = /\bstop_mining\b|\bstop(?:ped|ping)? mining\b|\bmining (?:was |is )?stopped\b|停止挖矿|停止运行/i

/** A line that names a fault without one: a setting, a limit, a counter at zero, the end of a fault. */
export const SETTING =
  /\b(?:enabled?|disabled|threshold|limits?|protect(?:ion)?|setting|config\w*|count(?:er)?s?)\s{0,3}(?:[:=]|is |set |to |on\b|off\b)|[:=]\s{0,3}(?:0|ok|none|false|no|normal|enabled?|disabled|on|off)\s{0,3}$|\b(?:protection|detection|monitor(?:ing)?|check) (?:enabled|started|passed|ok|on)\b|保护(?:已)?(?:开启|启用)|阈值/i
export const DENIED = /\b(?:no|not|without|never)\s+(?:any\s+)?$/i
export const RECOVERED =
  /\b(?:recovered|restored|cleared|resolved|back to normal|is normal|became alive|is alive|reconnected|link (?:is )?up|becomes ready)\b|恢复|已正常/i
/** Work was taken by a pool. */
export const POOL_ALIVE =
  /\baccepted [0-9a-f]{6,}\b|\bpool \d{1,2} (?:\S+ ){0,2}(?:is )?(?:alive|active)\b|\bstratum connection established|\bnew (?:stratum )?job\b|\bshare accepted\b/i

/** Cheap first look: a line without one of these names no fault. */
export const WORTH_A_LOOK =
  /lost|fail|err!|error|fault|abnormal|too (?:low|high)|over|not |no |0 ?rpm|stopp|stall|stuck|therm|shutdown|only |has 0|got 0|0 (?:chip|asic)|(?:chip|asic)s? ?[:=] ?0|missing|offline|under|voltage|unreach|lease|carrier|down|wrong|unsupp|invalid|mism|dead|refused|timed|timeout|disconn|connection|unauth|reject|hash ?rate|corrupt|checksum|panic|watchdog|reboot|power|disabl|cannot|unable|couldn|stop|bad |[\u4e00-\u9fff]/i
