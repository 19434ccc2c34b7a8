/** The words by which forbidden advice is recognised (domain section 3, "Never advise"; P13), in English and Chinese. Tables only. */

interface Forbidden {
  /** Completes "must not advise …". */
  readonly what: string
  /** For lower-case text after NFKC. */
  readonly words: readonly RegExp[]
}

const CASE =
  '(?:case|casing|cover|lid|housing|chassis|enclosure|shell|(?:side|top|back|rear) panel|machine|miner|unit|device|server|psu|power supply)'
const PAGE =
  "(?!'s| (?:web|website|page|status|dashboard|settings|log|app|address|list|ui|in (?:a|the|your|any) browser))"
const INNER_PART =
  '(?:(?:hash ?|control |computing |logic )?boards?|chips?|fans?|psus?|power suppl(?:y|ies)|heat ?sinks?|thermal paste)'

export const FORBIDDEN_ADVICE: readonly Forbidden[] = [
  {
    what: 'opening the machine (P13)',
    words: [
      new RegExp(`\\bopen(?:ing)?(?: up)?(?: (?:the|your|its|this|that|a))?(?: \\w+'s)? ${CASE}\\b${PAGE}`, 'g'),
      new RegExp(
        `\\b(?:remov(?:e|ing)|tak(?:e|ing) (?:off|out)|lift(?:ing)? off|pull(?:ing)? out|detach(?:ing)?)(?: \\w+){0,2} (?:screws?|cover|lid|casing|case|housing|panel|sd card|${INNER_PART})\\b`,
        'g',
      ),
      /\b(?:unscrew(?:ing)?|(?:loosen|undo)(?:ing)? (?:\w+ ){0,2}screws?|disassembl(?:e|ing|y)|dismantl(?:e|ing)|tear(?:ing)? (?:it )?down|tak(?:e|ing) (?:it |the \w+ |your \w+ )?apart|pry(?:ing)?)\b/g,
      /拆机|拆开(?!过)|拆卸|拆下|拆掉|拆解|卸下|卸掉|拧[开下松][^,]{0,8}螺丝|螺丝[^,]{0,4}拧[开下松]|开盖|开壳/g,
      /打开[^,]{0,6}(?:机壳|外壳|机箱|机盖|上盖|后盖|盖子|盖板|侧面板)|打开(?:机器|矿机)(?!的|后台|网页|状态|页面|电源|开关)/g,
    ],
  },
  {
    what: 'touching cables or boards inside (P13)',
    words: [
      /\bre-?seat(?:ing)?\b|\b(?:internal|ribbon|flat|hash ?board|fan|psu) (?:cables?|connectors?|plugs?|wires?)\b/g,
      /\b(?:cables?|connectors?|plugs?|wires?|boards?) inside\b/g,
      /排线|插拔[^,]{0,8}(?:内部|板|数据线|风扇线)|(?:内部|机内|里面)的?(?:线|接线|插头|接口|板|算力板)|重新?插[^,]{0,6}(?:算力板|控制板)/g,
    ],
  },
  {
    what: 'swapping boards, fans or other parts (P13)',
    words: [
      new RegExp(
        `\\b(?:swap(?:ping)?|exchang(?:e|ing)|replac(?:e|ing)|interchang(?:e|ing)|chang(?:e|ing)|mov(?:e|ing))(?: \\w+){0,3} ${INNER_PART}\\b`,
        'g',
      ),
      /(?:对调|互换|交换|更换|替换|调换|换)(?:一?块|一?个|一下|掉)?[^,]{0,4}(?:算力板|运算板|控制板|主板|板子|板卡|芯片|电源(?!线|插|接|开关)|风扇|散热[片器]|硅脂)|换板|板[^,]{0,6}(?:对调|互换|交换|调换)/g,
    ],
  },
  {
    what: 'measuring with a multimeter',
    words: [
      /\b(?:multi-?meters?|volt-?meters?|ohm-?meters?|test probes?|oscilloscopes?)\b/g,
      /万用电?表|电压表|表笔|示波器/g,
    ],
  },
  {
    what: 'flashing again',
    words: [
      /\bre-?flash(?:ing)?\b|\bflash(?:ing)? (?:(?:the|your|a|its|new|old|another) )*(?:firmware|image|system|sd card|control board|machine|miner)\b/g,
      /\bre-?install(?:ing)? (?:\w+ ){0,2}(?:firmware|system)\b/g,
      /刷机|重刷|刷写|重新刷|烧录|刷(?:一?个|一下)?(?:系统|固件)/g,
    ],
  },
  {
    what: 'switching a protection off, or overclocking (P13)',
    words: [
      /\b(?:disabl(?:e|ing)|deactivat(?:e|ing)|(?:turn|switch|shut)(?:ing|ting)? off|bypass(?:ing)?|overrid(?:e|ing)|defeat(?:ing)?|rais(?:e|ing)|lift(?:ing)?|remov(?:e|ing)|increas(?:e|ing))(?: [\w-]+){0,3} (?:protection|limits?|cut-?off|thresholds?|safeguards?)\b/g,
      /\bover-?clock(?:ing)?\b|\b(?:rais(?:e|ing)|increas(?:e|ing)) (?:the )?(?:frequency|core voltage)\b/g,
      /(?:关闭|关掉|关了|取消|屏蔽|绕过|解除|禁用|调高|提高)[^,]{0,8}(?:保护|温控|限温|温度上限|阈值)|超频(?!过)|(?:提高|调高)频率/g,
    ],
  },
  {
    what: 'restarting again and again (each restart hides the first error)',
    words: [
      /\b(?:restart|reboot|power[- ]cycle)(?:ing)? (?:\w+ ){0,2}(?:repeatedly|again and again|over and over|(?:several|many|a few|multiple|[3-9]|three|four|five|ten) times)/g,
      /多(?:重启|断电|开关机)(?:几|两三|三四)次|(?:重启|断电|开关机)(?:几|多|三|四|五|十|[3-9])次|(?:请|可以|尝试|试着)反复重启|反复(?:断电|开关机|上电)/g,
    ],
  },
]
