/** The words of the chat page that the server writes, in both languages; those that change while it is open are in `page/words.js`. */
import type { Language } from '../../domain/values.ts'

export interface ChatTexts {
  readonly title: string
  readonly about: string
  readonly needsScript: string
  /** What the link to the start page is. */
  readonly home: string
  /** P1. The moment says that it is China time. */
  readonly open: (until: string) => string
  readonly closed: (opens: string) => string
  readonly unknown: string
  readonly continueTitle: string
  readonly continueAbout: string
  /** Where the browser shows another talk. */
  readonly continueReplaces: string
  readonly continueHere: string
}

const EN: ChatTexts = {
  title: 'Chat with after-sales',
  about: 'Describe the fault of a JASMINER machine, file a repair order or ask about one.',
  needsScript: 'This chat needs JavaScript: switch it on in your browser and open the page again.',
  home: 'Aftercare, start page',
  open: (until) => `Office open until ${until}.`,
  closed: (opens) => `Office closed until ${opens}. The assistant is here at any hour.`,
  unknown: 'The office hours cannot be shown right now.',
  continueTitle: 'Continue your conversation here',
  continueAbout:
    'This link opens a conversation with after-sales that was begun on another device. Continue only if it is your own.',
  continueReplaces: 'If this browser shows another conversation, this one takes its place.',
  continueHere: 'Continue here',
}

const ZH: ChatTexts = {
  title: '售后在线咨询',
  about: '描述 JASMINER 矿机的故障、提交维修单，或查询已有的维修单。',
  needsScript: '在线咨询需要 JavaScript：请在浏览器中启用后重新打开本页。',
  home: 'Aftercare 首页',
  open: (until) => `现在是工作时间，到${until}。`,
  closed: (opens) => `现在是休息时间，${opens}上班。自动客服全天都在。`,
  unknown: '暂时无法显示工作时间。',
  continueTitle: '在这里继续对话',
  continueAbout: '这个链接会打开您在另一台设备上的售后对话。如果不是您本人的对话，请不要继续。',
  continueReplaces: '如果这个浏览器里有其他对话，会换成这一个。',
  continueHere: '在这里继续',
}

export const CHAT_TEXTS: Readonly<Record<Language, ChatTexts>> = { en: EN, zh: ZH }
