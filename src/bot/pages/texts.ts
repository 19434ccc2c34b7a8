/** The words of the pages in both languages. A missing phrase fails the compiler. */
import type { Language } from '../../domain/values.ts'
import type { ChannelName, ChannelState } from '../channel.ts'

export interface PageTexts {
  readonly htmlLang: string
  /** What the link to the other language says, in that language. */
  readonly switchTo: string
  readonly title: string
  readonly what: string
  readonly rehearsal: (now: string) => string
  readonly open: (until: string) => string
  readonly closed: (opens: string) => string
  readonly deskTimeUnknown: string
  readonly chatFirst: string
  readonly chatWhy: string
  readonly chatLink: string
  readonly tryFirst: string
  readonly tryWhy: string
  readonly tryLine: string
  /** The same in the other language. */
  readonly tryOther: string
  readonly tryOtherLine: string
  readonly channels: string
  readonly channelNames: Readonly<Record<ChannelName, string>>
  readonly states: Readonly<Record<ChannelState['status'], string>>
  /** How to turn a channel on, and what to write for it; null where there is nothing to write. */
  readonly add: Readonly<Record<ChannelName, { readonly how: string; readonly lines: string | null }>>
  readonly storage: string
  readonly storageOk: string
  readonly storageAway: string
  readonly checks: string
  readonly desk: string
  readonly deskWhy: string
  readonly deskLink: string
}

const TELEGRAM_LINES = 'TELEGRAM_BOT_TOKEN=123456789:…\nTELEGRAM_STAFF_CHAT_ID=-100…'
const WECHAT_LINES = 'WECHATY_PUPPET=wechaty-puppet-service\nWECHATY_TOKEN=…'
const CHAT_COMMAND = 'npx --no-install aftercare chat'
const CHINESE_CHAT_COMMAND = `${CHAT_COMMAND} --lang zh`

const EN: PageTexts = {
  htmlLang: 'en',
  switchTo: 'English',
  title: 'After-sales desk',
  what: 'Customers describe a fault in chat. The desk leads them through remote checks, files the repair order, and brings a person in during working hours.',
  rehearsal: (now) => `Rehearsal: AFTERCARE_NOW is set. The desk believes it is ${now}.`,
  open: (until) => `Open now, until ${until}`,
  closed: (opens) => `Closed now, opens ${opens}. The bot answers meanwhile.`,
  deskTimeUnknown: 'The time of the desk is unknown while Redis is away.',
  chatFirst: 'Chat with the desk',
  chatWhy:
    'As a customer does: describe a fault, and get from the first question to a repair order. It goes on where it was after a reload.',
  chatLink: 'Open the chat',
  tryFirst: 'Or try it in the terminal',
  tryWhy: 'Nothing to set up, and nothing is kept:',
  tryLine: CHAT_COMMAND,
  tryOther: 'In Chinese:',
  tryOtherLine: CHINESE_CHAT_COMMAND,
  channels: 'Channels',
  channelNames: { telegram: 'Telegram', wechat: 'WeChat', web: 'Web chat', terminal: 'Terminal' },
  states: { off: 'off', starting: 'starting', ready: 'on', degraded: 'needs attention' },
  add: {
    telegram: {
      how: 'Get a bot token from @BotFather, write it into the file .env in the project, and start again. With the id of a staff group, escalations are posted there:',
      lines: TELEGRAM_LINES,
    },
    wechat: {
      how: 'Choose a Wechaty puppet, write it into the file .env in the project, and start again:',
      lines: WECHAT_LINES,
    },
    web: { how: 'Always there, at /chat.', lines: null },
    terminal: { how: 'Always there:', lines: CHAT_COMMAND },
  },
  storage: 'Redis',
  storageOk: 'on',
  storageAway: 'away',
  checks: 'For monitoring:',
  desk: 'Staff desk',
  deskWhy:
    'Where staff answer customers who wait, and move repair orders. On a new desk, the link that lets the first person in is printed where it was started.',
  deskLink: 'Open the staff desk',
}

const ZH: PageTexts = {
  htmlLang: 'zh-CN',
  switchTo: '中文',
  title: '售后服务台',
  what: '客户在聊天里描述故障，服务台引导客户做远程检测、提交维修工单，并在工作时间转接人工客服。',
  rehearsal: (now) => `演练中：已设置 AFTERCARE_NOW，服务台当前时间为${now}。`,
  open: (until) => `人工客服在线，服务至${until}`,
  closed: (opens) => `现在是非人工服务时间，${opens}恢复人工服务，期间由机器人接待。`,
  deskTimeUnknown: 'Redis 连接不上，暂时无法确定服务台时间。',
  chatFirst: '网页在线咨询',
  chatWhy: '像客户那样描述故障，从第一个问题一直到维修单。刷新网页后会接着原来的地方继续。',
  chatLink: '打开在线咨询',
  tryFirst: '也可以在终端里试一试',
  tryWhy: '无需任何配置，也不会保存内容：',
  tryLine: CHINESE_CHAT_COMMAND,
  tryOther: '英文界面：',
  tryOtherLine: CHAT_COMMAND,
  channels: '接入渠道',
  channelNames: { telegram: 'Telegram', wechat: '微信', web: '网页聊天', terminal: '终端' },
  states: { off: '未接入', starting: '启动中', ready: '已接入', degraded: '需要处理' },
  add: {
    telegram: {
      how: '向 @BotFather 申请机器人令牌，写入项目目录下的 .env 文件后重新启动。填上客服群的 ID，转人工的消息会发到群里：',
      lines: TELEGRAM_LINES,
    },
    wechat: { how: '选择一个 Wechaty puppet，写入项目目录下的 .env 文件后重新启动：', lines: WECHAT_LINES },
    web: { how: '随时可用，地址是 /chat。', lines: null },
    terminal: { how: '随时可用：', lines: CHINESE_CHAT_COMMAND },
  },
  storage: 'Redis',
  storageOk: '正常',
  storageAway: '连接不上',
  checks: '监控接口：',
  desk: '客服工作台',
  deskWhy: '客服在这里接待等待的客户、处理维修单。新装的工作台，第一个登录链接显示在启动它的终端里。',
  deskLink: '打开客服工作台',
}

export const PAGE_TEXTS: Readonly<Record<Language, PageTexts>> = { en: EN, zh: ZH }
