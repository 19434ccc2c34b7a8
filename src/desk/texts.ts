/** The words that the server writes into the desk's pages, in both languages; those of the open page are in `page/words-*.js`. */
import type { Language } from '../domain/values.ts'

export interface ShellTexts {
  readonly htmlLang: string
  /** What the link to the other language says, in that language. */
  readonly switchTo: string
  readonly desk: string
  readonly needsScript: string
  readonly loading: string
  readonly rehearsal: (now: string) => string
  readonly signIn: string
  readonly signInLead: string
  readonly signInGo: string
  readonly login: string
  readonly password: string
  readonly noAccount: string
  readonly join: string
  readonly joinLead: string
  readonly joinGo: string
  readonly name: string
  readonly nameHint: string
  readonly loginHint: string
  readonly passwordHint: string
}

const EN: ShellTexts = {
  htmlLang: 'en',
  switchTo: 'English',
  desk: 'Staff desk',
  needsScript: 'The desk needs JavaScript: switch it on in your browser and open the page again.',
  loading: 'One moment…',
  rehearsal: (now) => `Rehearsal: the desk believes it is ${now}.`,
  signIn: 'Staff desk',
  signInLead: 'Customers who wait, conversations and repair orders, in one place.',
  signInGo: 'Sign in',
  login: 'Sign-in name',
  password: 'Password',
  noAccount:
    'No account yet? A lead of your team can give you a link. On a new desk, the first link is printed where it was started.',
  join: 'Welcome to the desk',
  joinLead: 'Choose how you sign in from now on. This link works once.',
  joinGo: 'Begin',
  name: 'Your name',
  nameHint: 'As your colleagues know you.',
  loginHint: 'Small letters and digits, such as li.example',
  passwordHint: '8 characters or more; a few words are easy to remember.',
}

const ZH: ShellTexts = {
  htmlLang: 'zh-CN',
  switchTo: '中文',
  desk: '客服工作台',
  needsScript: '工作台需要 JavaScript：请在浏览器中启用后重新打开本页。',
  loading: '请稍候…',
  rehearsal: (now) => `演练中：工作台当前时间为${now}。`,
  signIn: '客服工作台',
  signInLead: '排队的客户、对话和维修单，都在这里。',
  signInGo: '登录',
  login: '登录名',
  password: '密码',
  noAccount: '还没有账号？请向组长要一个链接。新装的工作台，第一个链接显示在启动它的终端里。',
  join: '欢迎使用工作台',
  joinLead: '请设置以后的登录方式。这个链接只能用一次。',
  joinGo: '开始使用',
  name: '您的姓名',
  nameHint: '同事看到的名字。',
  loginHint: '小写字母和数字，例如 li.example',
  passwordHint: '至少 8 个字符，用几个词组成更好记。',
}

export const SHELL_TEXTS: Readonly<Record<Language, ShellTexts>> = { en: EN, zh: ZH }
