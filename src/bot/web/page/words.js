/** The words of the open page in both languages, and which of them it speaks. An element that carries a word's key changes with the language. */

const EN = {
  htmlLang: 'en',
  title: 'Chat with after-sales',
  other: '中文',
  you: 'You',
  bot: 'Assistant',
  staff: 'Staff',
  welcome:
    'Hello. What does the machine do? Write it in your own words, paste its status page, or add a photo. The assistant answers at once, day and night.',
  examples: 'To begin with',
  exampleFault: 'A machine has a problem',
  exampleOrder: 'Where is my repair order?',
  exampleHours: 'When are you open?',
  talk: 'Conversation',
  answers: 'Answers to choose from',
  message: 'Your message',
  placeholder: 'Write a message',
  send: 'Send',
  sending: 'Sending…',
  sent: 'Sent',
  retry: 'Try again',
  typing: 'An answer is being written',
  connecting: 'Connecting…',
  latest: 'New messages',
  copy: 'Copy',
  copied: 'Copied',
  cut: 'Only the beginning is shown here. The desk has all of it.',
  long: 'Long text, show all of it',
  attach: 'Add photos or files',
  photo: 'Photo',
  video: 'Video',
  voice: 'Recording',
  file: 'File',
  open: 'Open',
  save: 'Save',
  empty_file: 'Not sent: this file is empty.',
  file_too_large: 'Not sent: it is too large. Photos can have 10 MB, videos and other files 20 MB.',
  unknown_file:
    'Not sent: this kind of file can’t be taken. Photos (JPEG, PNG), videos (MP4), PDF, and text or log files can.',
  heic_file: 'Not sent: HEIC photos can’t be opened here. Please send it as JPEG, or send a screenshot of it.',
  broken_file: 'Not sent: this photo can’t be opened. Please take it again, or send a screenshot of it.',
  too_many_files: 'Not sent yet: too many files at once. It goes out in a moment.',
  files_full: 'Not sent: this conversation holds as many files as it can. Please describe it in words.',
  no_room: 'Not sent: there is no room for files right now. Please describe it in words, or try again later.',
  lost_file: 'Not sent: the page was loaded anew before it went out. Please add it again.',
  remove: 'Remove',
  otherDevice: 'Continue on another device',
  linkAbout:
    'Scan or open it on your other device. Whoever has the link can read this conversation; it works for 180 days, or until you erase the conversation.',
  linkCode: 'QR code of the link',
  copyLink: 'Copy the link',
  linkFailed: 'The link can’t be made right now. Please try again in a moment.',
  linkEnded: 'This link does not work any more. Please make a new one in the conversation.',
  notNow: 'The desk cannot be reached right now. Please try again in a moment.',
  too_long: 'This text is too long: at most 64 KB. Please send it in parts.',
  too_fast: 'Not sent yet: too many messages at once. It goes out in a moment.',
  too_many_waiting: 'Not sent yet: earlier messages are still being read. It goes out in a moment.',
  too_many_talks: 'Not sent: too many new conversations from your network. Please try again later.',
  no_such_button: 'Not sent: this button is no longer there. Please write the answer instead.',
  no_talk: 'Not sent: this conversation has ended. Please write a message to begin a new one.',
  away: 'Not sent yet: the desk cannot be reached right now. It goes out by itself once it can.',
  failed: 'Not sent.',
}

/** @typedef {typeof EN} Words */
/** @typedef {keyof Words} Word */
/** @typedef {'en' | 'zh'} Language */

/** @type {Words} */
const ZH = {
  htmlLang: 'zh-CN',
  title: '售后在线咨询',
  other: 'English',
  you: '您',
  bot: '自动客服',
  staff: '人工客服',
  welcome: '您好，机器出了什么情况？直接描述、粘贴机器状态页的内容，或者发照片都可以。自动客服全天都在，马上回复您。',
  examples: '可以从这里开始',
  exampleFault: '机器有故障',
  exampleOrder: '我的维修单',
  exampleHours: '几点上班？',
  talk: '对话',
  answers: '可选的回答',
  message: '您的消息',
  placeholder: '请输入消息',
  send: '发送',
  sending: '发送中…',
  sent: '已发送',
  retry: '重新发送',
  typing: '正在回复',
  connecting: '正在连接…',
  latest: '有新消息',
  copy: '复制',
  copied: '已复制',
  cut: '这里只显示开头，完整内容我们已收到。',
  long: '内容较长，点击展开',
  attach: '添加照片或文件',
  photo: '照片',
  video: '视频',
  voice: '语音',
  file: '文件',
  open: '查看',
  save: '下载',
  empty_file: '未发送：这个文件是空的。',
  file_too_large: '未发送：文件太大。照片不超过 10 MB，视频和其他文件不超过 20 MB。',
  unknown_file: '未发送：不支持这种文件。可以发照片（JPEG、PNG）、视频（MP4）、PDF 和文本、日志文件。',
  heic_file: '未发送：这里打不开 HEIC 照片，请转成 JPEG，或者发一张截图。',
  broken_file: '未发送：这张照片打不开，请重新拍一张，或者发一张截图。',
  too_many_files: '暂未发送：文件太密集，稍后会自动发出。',
  files_full: '未发送：这个对话里的文件已经存满，请用文字描述。',
  no_room: '未发送：暂时没有空间存放文件，请用文字描述，或稍后再试。',
  lost_file: '未发送：页面刷新时它还没有发出，请重新添加。',
  remove: '移除',
  otherDevice: '在另一台设备上继续',
  linkAbout:
    '用另一台设备扫码或打开链接即可。拿到链接的人都能看到这个对话，请勿转发；180 天内有效，删除对话后立即失效。',
  linkCode: '链接二维码',
  copyLink: '复制链接',
  linkFailed: '暂时无法生成链接，请稍后再试。',
  linkEnded: '这个链接已失效，请在原来的对话里重新生成。',
  notNow: '暂时连接不上，请稍后再试。',
  too_long: '内容太长，一次最多 64 KB，请分几次发送。',
  too_fast: '暂未发送：消息太密集，稍后会自动发出。',
  too_many_waiting: '暂未发送：前面的消息还在处理，稍后会自动发出。',
  too_many_talks: '未发送：您所在网络新开的对话太多，请稍后再试。',
  no_such_button: '未发送：这个按钮已经失效，请直接输入您的回答。',
  no_talk: '未发送：这个对话已经结束，发一条新消息就可以重新开始。',
  away: '暂未发送：暂时连接不上，恢复后会自动发出。',
  failed: '未发送。',
}

/** @type {Record<Language, Words>} */
const WORDS = { en: EN, zh: ZH }

/** @type {Language} */
let spoken = document.documentElement.lang.startsWith('zh') ? 'zh' : 'en'

export const language = () => spoken
/** @param {Word} key */
export const word = (key) => WORDS[spoken][key]

/**
 * Gives an element a word, as its text or (`aria-label`, `placeholder`) as an attribute.
 * @template {Element} E
 * @param {E} element
 * @param {Word} key
 * @param {'text' | 'aria-label' | 'placeholder'} [place]
 */
export function say(element, key, place = 'text') {
  element.setAttribute(`data-word-${place}`, key)
  put(element, key, place)
  return element
}

/**
 * Changes the language of all that was said.
 * @param {Language} lang
 */
export function speak(lang) {
  if (lang === spoken) return
  spoken = lang
  document.documentElement.lang = word('htmlLang')
  for (const place of /** @type {const} */ (['text', 'aria-label', 'placeholder'])) {
    for (const element of document.querySelectorAll(`[data-word-${place}]`)) {
      put(element, /** @type {Word} */ (element.getAttribute(`data-word-${place}`)), place)
    }
  }
}

/**
 * The language of a text: Chinese when its characters outweigh the Latin names in it.
 * @param {string} text
 * @returns {Language}
 */
export function languageOf(text) {
  const count = (/** @type {RegExp} */ pattern) => text.match(pattern)?.length ?? 0
  return 2 * count(/\p{Script=Han}/gu) > count(/\p{Script=Latin}/gu) ? 'zh' : 'en'
}

/**
 * @param {Element} element
 * @param {Word} key
 * @param {string} place
 */
function put(element, key, place) {
  if (place === 'text') element.textContent = word(key)
  else element.setAttribute(place, word(key))
}
