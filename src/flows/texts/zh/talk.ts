/** 日常用语：问候、菜单、帮助、没听懂时的话。 The talk itself, in Chinese. */
import { chinaTime } from '../../../domain/china-time.ts'
import type { Unreadable } from '../../types.ts'
import type { TalkTexts } from '../en/talk.ts'
import { WHERE, WHY } from './reasons.ts'

export const UNREADABLE_NAMES: Readonly<Record<Unreadable, string>> = {
  photo: '图片',
  video: '视频',
  voice: '语音',
  file: '文件',
  sticker: '表情',
  location: '位置',
  contact: '名片',
  poll: '投票',
  link: '链接和小程序',
  history: '转发的聊天记录',
  money: '红包和转账',
  other: '这类消息',
}

export const talk = (): TalkTexts => ({
  hello: () => '您好，这里是 JASMINER 售后，我是自动客服，全天都在。',
  startedAgain: () => '非常抱歉，刚才的对话记录出了问题，需要重新开始，已经通知售后同事。',
  startedAgainInBoth: () =>
    '非常抱歉，刚才的对话记录出了问题，需要重新开始，已经通知售后同事。\nI am sorry: I lost the thread of our talk and have to start again. Our staff have been told.',
  welcome: () => '不客气，有需要随时发消息。',
  anyTime: () => '好的，有需要随时叫我。',
  gladly: () => '不客气。',
  gladlyBefore: (question) =>
    question === 'recap'
      ? '不客气。上面的内容都对的话，回复“都对”就行。'
      : '不客气。上面几点您同意的话，回复“同意”我就提交。',
  hereIAm: (misses) => (misses % 2 === 1 ? '在的。' : '我一直在。'),
  recalled: (question) => `回到刚才的检查：${question}`,
  takeYourTime: (misses) => (misses % 2 === 1 ? '好的，您慢慢来，我等您的回复。' : '没关系，方便的时候再回复我就行。'),
  notKnown: (misses) =>
    misses % 2 === 1
      ? '没关系。能查到的话我等您；现在不方便，回复“晚点再说”或者“人工”也可以。'
      : '不要紧，可以先回复“晚点再说”，或者让同事来帮您。',
  cannotSkip: () => '这一项不能跳过。手边没有的话，回复“晚点再说”，或者找人工也行。',
  twoLanguages: (isOpen, opening, now) =>
    [
      '我会中文和英文，接下来用中文。想用英文请回复“English”。',
      isOpen
        ? '都不方便的话，回复“人工”，我请同事来。'
        : `都不方便的话，回复“人工”：同事${chinaTime(opening, 'zh', now)}上班。`,
      'I speak English and Chinese; for English say “English”.',
    ].join('\n'),
  calm: () => '机器停着确实耽误事，您着急我理解，我们抓紧把问题解决。',
  toTheOrder: () => '好的，那我们直接填维修单。',
  onTheOrder: () => '维修单正在填，马上就好。',
  noted: () => '记下了。',
  known: () => '这个已经记着了，谢谢。',
  good: () => '好的。',
  laterThen: () => '好的。想继续的时候回复“继续”就行，您说过的内容我都记着。',
  dropped: () => '好的，已经取消。',
  explained: (about) => (about.wonders === 'why' ? WHY[about.question] : WHERE[about.question]),
  // P3, P16
  cause: (topic) =>
    topic === 'fault'
      ? '具体原因现在还说不准，我不乱猜：要靠下面的检查来看，最后由同事判断。'
      : '具体原因现在还说不准，我不乱猜：要由同事看过才能确定。',
  nothingToDrop: () => '现在没有需要取消的内容。',
  languageSet: () => '好的，我们用中文。',
  earlierQuestion: () => '这是前面问题的选项了。',
  cannotRead: (what, misses) => {
    if (what === 'money') return '谢谢您，红包和转账我这里收不了。机器的情况打几个字告诉我就好。'
    return misses % 2 === 1
      ? `这个版本还看不了${UNREADABLE_NAMES[what]}，麻烦把关键内容打字发给我。原件请留着，同事可能会需要。`
      : `${UNREADABLE_NAMES[what]}我这里还是看不到，打几个字告诉我就行。`
  },
  // P22
  cannotAnswer: (misses) =>
    misses % 2 === 1
      ? '这个我这里没有资料，不能随便回答，要由同事答复。需要的话回复“人工”。'
      : '这个我也答不上来，怕说错误导您。回复“人工”，同事会答复您。',
  notUnderstood: (misses) => {
    if (misses <= 1) return '不好意思，没看明白。'
    if (misses === 2) return '还是没太明白您的意思。'
    return misses % 2 === 1
      ? '看来我没帮上忙。请选最接近的一项，或者转人工。'
      : '抱歉，我还是没对上。回复选项前的数字，或者用几个字说都行。'
  },
  tooMany: (count) => `消息一下子太多，有 ${count} 条没能收下。请把重要的再发一遍，稍微慢一点。`,
  parked: () => '您有一条消息我没能处理，已经保留并通知同事，我们可以继续。',
  help: () =>
    [
      '直接用自己的话说就行，也可以随时用这些：',
      '/menu 或“菜单”：我能做什么',
      '/order 或“报修”：提交维修单',
      '/status 或“订单”：查看您的维修单',
      '/hours 或“工作时间”：人工什么时候在',
      '/human 或“人工”：找人工客服',
      '/language 或“语言”：English / 中文',
      '“关联”：和您在另一个应用里的对话连起来；“解除关联”：取消',
      '/mydata 或“我的数据”：我保存了哪些信息；/forget：删除对话记录',
      '“上一步”退回上一个问题，“晚点再说”先放一放，“取消”放弃当前内容。',
    ].join('\n'),
  helpChoosing: () => '没关系，您说说机器现在是什么情况，比如“没算力”“开不了机”，我来帮您。',
  askMenu: () => '请问需要什么帮助？',
  askLeave: () => '前面填的内容要放弃吗？',
  askLanguage: () => 'English 还是中文？',
  offerFault: () => '机器有故障',
  offerOrder: () => '提交维修单',
  offerStatus: () => '我的维修单',
  offerHours: () => '工作时间',
  offerPerson: () => '人工客服',
  offerResume: () => '继续刚才的',
  offerYesDrop: () => '放弃',
  offerNoKeep: () => '继续填',
  commandMenu: () => '我能做什么',
  commandOrder: () => '提交维修单',
  commandStatus: () => '我的维修单',
  commandHours: () => '人工工作时间',
  commandHuman: () => '找人工客服',
  commandLanguage: () => '切换语言',
  commandCancel: () => '放弃当前内容',
  commandMyData: () => '我保存了您的哪些信息',
  commandForget: () => '删除对话记录',
  commandHelp: () => '全部命令',
  commandEnd: () => '结束人工对话',
})
