/** 客户粘贴状态页或日志后的中文话术。 What the bot says in Chinese to a pasted status or log. */
import type { FindingCode } from '../../../domain/reading/types.ts'
import type { Doubt, Judgement, Missing, Since, Subject } from '../../pasted/types.ts'
import type { pasted as english } from '../en/pasted.ts'
import type { Wording } from '../wording.ts'
import { bulletText, figure, numbers } from './pasted-lines.ts'

/** Domain sections 2 and 3. */
const MISSING: Readonly<Record<Missing, string>> = {
  no_status: '这里面没有找到矿机的状态信息。麻烦打开矿机后台，把整个状态页全选复制，再粘贴到这里。',
  no_error: '这段日志里没有看到报错。整个状态页能说明得更清楚，直接粘贴过来就行。',
  another_maker: '这是其他品牌矿机的页面，我只能看 JASMINER 的，麻烦发一下 JASMINER 这台的状态页。',
  one_machine: '里面不止一台机器，我看的是最后一台。麻烦一台一台发。',
  rest: '内容没有粘贴完整，麻烦把整个页面再复制一次。',
  too_long: '内容太长，我只看了开头和结尾。最有用的是第一个报错前后那几行。',
  after_dag: 'DAG 生成期间算力为零是正常的，麻烦开机 30 分钟后再发一次状态页。',
  later: '机器刚启动不久，平均算力还不准，麻烦运行 15 分钟以上再发一次。',
  average: '里面没有平均算力，麻烦把整个状态页发过来。',
  unit: '看不出算力的单位，麻烦连单位一起发一下。',
  pool_state: '从这里看不出矿池有没有连上，完整的日志里会有。',
}

export const pasted = (wording: Wording): ReturnType<typeof english> => {
  const thing = (subject: Subject): string =>
    NAMED[subject.code]?.(subject) ?? wording.symptom(asSymptom(subject.code)).zh

  const judged = (judgement: Judgement): string => {
    switch (judgement.kind) {
      case 'cause':
        return `最可能的原因是${thing(judgement)}。`
      case 'fault':
        return `主要问题是${thing(judgement)}。`
      case 'maybe':
        return `值得留意的是${thing(judgement)}。`
      case 'nothing':
        return '从这份信息里没有看出异常。'
      case 'rate_unjudged':
        return '没有这个型号的标称算力，算力正不正常我判断不了，其他没有看出异常。'
      case 'missing':
        return ''
    }
  }

  return {
    pastedRead: (back) => {
      switch (back.kind) {
        case 'nothing_read':
          return MISSING[back.missing]
        case 'first': {
          const lines = back.bullets.map((bullet) => `• ${bulletText(bullet)}`)
          const thanks = lines.length > 2 ? '谢谢，这份信息很有用。我看到的是：' : '谢谢，我看到的是：'
          const told = `${judged(back.judgement)}${back.missing === null ? '' : MISSING[back.missing]}`
          return lines.length === 0 ? `收到。${told}` : [thanks, ...lines, told].filter(isSaid).join('\n')
        }
        case 'still': {
          const still = STILL[back.code]?.(back) ?? `情况没有变化：${thing(back)}。`
          return `收到。${back.restarted === true ? '重新上电后，' : ''}${still}${sameRun(back)}`
        }
        case 'back':
          return `收到。${backText(back)}`
      }
    },
    pastedKept: () => '这份状态会附在维修单里。',
    pastedOfFurther: (serial) => `这份状态记在 ${serial ?? '那台机器'} 上了。`,
    pastedLeftAside: () => '好的，这一页先放一边，那台机器之后可以单独登记。',
    askMachineInDoubt: (told, page) => `您之前说的是${machine(told)}，页面上是${machine(page)}。这台机器以哪个为准？`,
    offerPageMachine: (page) => `${page.serial ?? page.model ?? ''}（页面）`,
    offerToldMachine: (told) => `${told.serial ?? told.model ?? ''}（我说的）`,
    offerAnotherMachine: () => '是另一台机器',
    inviteStatus: () => '也可以直接把状态页粘贴到这里。',
    recapStatus: ({ found: [code], which }) =>
      code === undefined ? '状态信息：已发送' : `状态信息：已发送，显示${thing({ code, which, lack: 'board' })}`,
  }
}

const sameRun = ({ restarted }: Since): string =>
  restarted === false ? '从运行时间看，机器在这之后还没有重新上电。' : ''

const isSaid = (text: string): boolean => text !== ''
const asSymptom = (code: FindingCode) => code as Parameters<Wording['symptom']>[0]

type Named = Readonly<Partial<Record<FindingCode, (subject: Subject) => string>>>

const NAMED: Named = {
  board_missing: ({ which, lack }) => {
    if (which.length === 0) return '掉板'
    if (lack === 'chips') return ` ${numbers(which)} 号板少芯片`
    return lack === 'work' ? ` ${numbers(which)} 号板没有算力` : ` ${numbers(which)} 号板掉板`
  },
  fan: ({ which }) => (which.length === 0 ? '风扇不正常' : ` ${numbers(which)} 号风扇不转`),
  temperature: () => '温度不在正常范围',
  sensor: () => '温度传感器不正常',
  power: () => '供电不正常',
  pool_dead: () => '矿池没有响应',
  pool_connect: () => '连不上矿池',
  wrong_coin: () => '币种和矿池对不上',
  no_network: () => '网络断开',
  no_hashrate: () => '算力为零',
  low_hashrate: () => '平均算力不到正常的九成',
  high_reject: () => '拒绝率偏高',
  firmware: () => '固件不正常',
  reboot: () => '机器自己重启',
}

const STILL: Named = {
  board_missing: ({ which, lack }) => {
    if (which.length === 0) return '板子还是没有回来。'
    if (lack === 'chips') return `${numbers(which)} 号板还是少芯片。`
    return lack === 'work' ? `${numbers(which)} 号板还是没有算力。` : `${numbers(which)} 号板芯片数还是 0。`
  },
  fan: ({ which }) => (which.length === 0 ? '风扇还是不正常。' : `${numbers(which)} 号风扇还是没有转速。`),
  no_hashrate: () => '算力还是零。',
  low_hashrate: () => '平均算力还是偏低。',
  sensor: () => '传感器的读数还是不对。',
  pool_dead: () => '矿池还是没有响应。',
  pool_connect: () => '还是连不上矿池。',
}

function backText({ code, which, mhs }: Since): string {
  const rate = mhs === null || mhs === 0 ? '' : `现在算力 ${figure(mhs)} MH/s。`
  if (code === 'board_missing') return `${which.length === 0 ? '板子都' : `${numbers(which)} 号板`}回来了。${rate}`
  if (code === 'fan') return '风扇都转起来了。'
  if (code === 'pool_dead' || code === 'pool_connect') return `矿池已经连上了。${rate}`
  if (code === 'temperature' || code === 'sensor') return '温度显示正常了。'
  return `算力恢复了。${rate}`
}

function machine({ model, serial }: Doubt): string {
  const named = serial === null ? null : `序列号 ${serial}`
  return ` ${[model, named].filter((part) => part !== null).join('，')}`
}
