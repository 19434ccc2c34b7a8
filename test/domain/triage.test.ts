import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { createDangerIn, createTriage, languageOf } from '../../src/domain/triage.ts'
import { triageSchema } from '../../src/domain/triage-content.ts'
import { costOf } from '../support/cost.ts'

const file = fileURLToPath(new URL('../../content/triage.yaml', import.meta.url))
const content = triageSchema.parse(parse(readFileSync(file, 'utf8')))
const triage = createTriage(content)

describe('the main symptom of a fault', () => {
  it.each([
    ['my X16-Q sits at zero hashrate since last night', 'no_hashrate'],
    ['算力一直是零,重启过了', 'no_hashrate'],
    ['hashrate only about 1300 instead of 1950', 'low_hashrate'],
    ['one fan is not spinning anymore', 'fan'],
    ['有一个风扇不转了', 'fan'],
    ['the router cannot find the miner, no IP', 'no_network'],
    ['路由器里找不到这台机器', 'no_network'],
    ['dead, no lights, wont power on', 'power'],
    ['only two of three hashboards are found', 'board_missing'],
    ['chip temp 98 degrees and it shuts off', 'temperature'],
    ['it keeps rebooting every ten minutes', 'reboot'],
    ['forgot the password for the web page', 'login'],
    ['拒绝率百分之十五', 'high_reject'],
    ['pool shows dead, stratum connection failed', 'pool_connect'],
    ['机器噪音特别大,有异响', 'noise'],
    ['how do i factory reset it', 'factory_reset'],
    ['固件升级失败,变砖了', 'firmware'],
    ['红灯一直闪', 'led_fault'],
    ['someone hacked my miner and changed the wallet', 'security'],
  ])('%s → %s', (text, symptom) => {
    const read = triage(text)
    expect(read).toMatchObject({ text, intent: 'fault', symptom })
    expect(read.symptoms[0]).toBe(symptom)
  })
})

describe('what is no fault', () => {
  it.each([
    ['I want to talk to a real person', 'human_request'],
    ['转人工客服', 'human_request'],
    ['I want to send two machines for repair', 'warranty_rma'],
    ['我要报修', 'warranty_rma'],
    ['what is the price of X44-P, i want to buy ten', 'other'],
    ['hello', 'unclear'],
    ['机器有问题', 'unclear'],
  ])('%s → %s', (text, intent) => {
    expect(triage(text)).toMatchObject({ intent, symptom: null, symptoms: [] })
  })

  it.each([
    ['what are your working hours', 'hours'],
    ['周六上班吗', 'hours'],
    ['how long is the warranty', 'warranty'],
    ['维修地址发一下', 'repair_address'],
    ['怎么寄给你们', 'shipping'],
    ['who pays the shipping costs', 'freight'],
    ['维修要多久', 'return_time'],
    ['how should I pack the miner', 'packing'],
    ['客服电话多少', 'contacts'],
    ['我的维修进度怎么样了', 'status'],
  ])('%s asks about %s', (text, topic) => {
    expect(triage(text).topic).toBe(topic)
  })

  it('asks about no rule when a fault is told', () => {
    expect(triage('fan not spinning').topic).toBeNull()
  })
})

describe('confidence', () => {
  it.each(['my miner shows zero hashrate', '算力为0', 'fan error', 'thanks', '谢谢', 'hello', '转人工'])(
    '%s is plain',
    (text) => expect(triage(text).confidence).toBeGreaterThan(0.8),
  )

  it.each(['qwe qwe', 'asdkjh', 'lkjh sdfg', 'dsfsdf sdf', 'hhhhh', 'blorp', '🔥', '锟斤拷', 'привет как дела'])(
    '%s is unclear, and not with confidence',
    (text) => {
      expect(triage(text)).toMatchObject({ intent: 'unclear', symptom: null })
      expect(triage(text).confidence).toBeLessThan(0.6)
    },
  )

  it.each(['thank you so much', 'thx works now', '非常感谢', '好的谢谢'])('%s wants nothing: other', (text) =>
    expect(triage(text).intent).toBe('other'),
  )

  it.each(['good morning', 'hey there', '在吗', '晚上好'])('%s says nothing yet: unclear', (text) =>
    expect(triage(text).intent).toBe('unclear'),
  )
})

describe('a long story', () => {
  it.each([
    [
      'Hi all, first post here. I bought my X16-Q eight months ago from a reseller and it ran without trouble. Since Monday it ' +
        'just restarts, every ten minutes or so. I checked all cables, the room is cool, my friend has the same model. Any ideas? Thanks in advance!',
      'reboot',
    ],
    [
      '各位好,去年买的X16-P,一直挺稳的。昨天下班回来发现有一块板识别不到了,断电重启过也没用,请问怎么办,谢谢',
      'board_missing',
    ],
  ])('is read past what surrounds it: %s', (text, symptom) => {
    expect(triage(text)).toMatchObject({ intent: 'fault', symptom })
  })
})

describe('danger', () => {
  it.each([
    'smoke is coming out of the power supply',
    'it smells burnt',
    'There was a burning smell, then it died',
    'it doesnt power on smells burnt',
    'no power and smoke from the psu',
    'sparks when I plug it in',
    'the breaker trips every time',
    'water got inside the machine',
    'a screw is loose inside, I hear it rattle',
    'no one answers and there is smoke',
    '电源冒烟了',
    '有一股焦味',
    '一插电就跳闸',
    '机器进水了',
    '没有算力,而且有火花',
  ])('%s', (text) => {
    expect(triage(text).danger).toBe(true)
  })

  it.each([
    'no smoke',
    'no smoke, sparks or burning smell',
    'there is no smell of burning and no smoke',
    "I don't see any smoke",
    'no sign of smoke',
    'my firewall blocks the pool',
    'it fires up normally, but hashrate is zero',
    '没有冒烟',
    '没有焦味',
    '没闻到焦味',
    '也没有看到火花',
    '不冒烟',
    'fan not spinning',
    '算力低',
  ])('none: %s', (text) => {
    expect(triage(text).danger).toBe(false)
  })
})

describe('security', () => {
  it.each([
    'I think it is infected with malware',
    'the wallet was changed by someone',
    '矿机中病毒了',
    '钱包地址被人改了',
  ])('%s', (text) => expect(triage(text).security).toBe(true))
  it.each(['how do i change my wallet', 'fan error', '没有病毒', '怎么换矿池'])('none: %s', (text) =>
    expect(triage(text).security).toBe(false),
  )
})

describe('the count of machines', () => {
  it.each([
    ['我有3台X16-Q没有算力', 3],
    ['两台机器都不通电', 2],
    ['十二台矿机掉线', 12],
    ['three X16-P show zero', 3],
    ['2 of my 5 miners are dead', 2],
    ['5 x X16-P for repair', 5],
    ['X16-P x3 broken', 3],
    ['both machines are offline', 2],
    ['two X16-P and 3 X4-Q are dead', 5],
    ['my X16-P has a fan error', null],
    ['hashrate 1300 instead of 1950', null],
    ['第3台机器没算力', null],
    ['only 2 of 3 boards', null],
    ['restarts every 10 minutes', null],
  ])('%s → %s', (text, machines) => {
    expect(triage(text).machines).toBe(machines)
  })
})

describe('the language of a short text', () => {
  it.each([
    ['my miner is broken', 'en'],
    ['fan eror', 'en'],
    ['X16-Q', 'en'],
    ['我的矿机坏了', 'zh'],
    ['X16-Q Pro 没算力', 'zh'],
    ['hashrate 掉了', 'zh'],
    ['майнер не работает', 'other'],
    ['الجهاز لا يعمل', 'other'],
    ['マイナーが起動しません', 'other'],
    ['채굴기가 안 켜져요', 'other'],
    ['mi minero no enciende, ayuda por favor', 'other'],
    ['mein Miner startet nicht mehr', 'other'],
    ['máy của tôi không chạy', 'other'],
    ['', 'other'],
    ['🔥🔥🔥', 'other'],
  ])('%s → %s', (text, lang) => {
    expect(languageOf(text)).toBe(lang)
    expect(triage(text).lang).toBe(lang)
  })
})

describe('two symptoms in one message', () => {
  it('names both, the main one first', () => {
    const read = triage('The left fan is not spinning. Also i forgot the login password.')
    expect(new Set(read.symptoms)).toEqual(new Set(['fan', 'login']))
    expect(read.symptom).toBe(read.symptoms[0])
  })
})

describe('hostile input', () => {
  const LIMIT_MS = 50
  it.each([
    ['nothing', ''],
    ['emoji only', '🔥😡🙏'],
    ['4,096 ligatures', '\uFDFA'.repeat(4_096)],
    ['a megabyte of letters', 'a'.repeat(1_000_000)],
    ['a megabyte of digits', '1'.repeat(1_000_000)],
    ['a megabyte of dashes', 'a-'.repeat(500_000)],
    ['a megabyte of clauses', 'no smoke, '.repeat(100_000)],
    ['a megabyte of Chinese', '一'.repeat(1_000_000)],
    ['a megabyte of counts', '2 of my '.repeat(125_000)],
    ['controls and bidi marks', '\u0000\u202e\u2066fan\u0007'],
    ['a lone surrogate', '\ud83d fan'],
    ['a prototype key', '__proto__ constructor'],
  ])('%s is read in time', (_, text) => {
    const read = triage(text)
    expect(costOf(() => triage(text), 3)).toBeLessThan(LIMIT_MS)
    expect(read.text).toBe(text)
    expect(read.confidence).toBeGreaterThanOrEqual(0)
    expect(read.confidence).toBeLessThanOrEqual(1)
  })

  it('says unclear where there is nothing to read', () => {
    for (const text of ['', '   ', '🔥😡🙏', '\uFDFA'.repeat(4_096)]) expect(triage(text).intent).toBe('unclear')
  })
})

describe('the content', () => {
  it('has at least 40 phrases of every label in each language', () => {
    for (const list of Object.values(content.phrases)) {
      expect(list.en.length).toBeGreaterThanOrEqual(40)
      expect(list.zh.length).toBeGreaterThanOrEqual(40)
    }
  })

  it('teaches the same reading every time', () => {
    const again = createTriage(content)
    for (const text of ['fan dead', '算力低', 'dunno what it is']) expect(again(text)).toEqual(triage(text))
  })

  it('is where the knowledge comes from: a phrase added is a phrase understood', () => {
    const taught = structuredClone(content)
    taught.phrases.noise.en.push(...Array.from({ length: 6 }, (_, n) => `the gizmo goes bloop ${'abcdef'[n]}`))
    expect(triage('gizmo goes bloop').symptom).not.toBe('noise')
    expect(createTriage(taught)('gizmo goes bloop').symptom).toBe('noise')
  })
})

it('danger is seen alone as triage sees it', () => {
  const dangerIn = createDangerIn(content)
  for (const messages of Object.values(content.phrases)) {
    for (const text of [...messages.en, ...messages.zh].slice(0, 40)) expect(dangerIn(text)).toBe(triage(text).danger)
  }
})

it.each(['no smoke\nthere are sparks', 'no smoke. there are sparks', 'no smoke but sparks', '没有焦味，但是跳闸了'])(
  '%s tells of a danger',
  (text) => {
    expect(triage(text).danger).toBe(true)
    expect(createDangerIn(content)(text)).toBe(true)
  },
)

it.each(['no smoke, sparks or smell', 'no smoke and no water', 'no smoke, any sparks', '没有冒烟，也没有进水'])(
  '%s tells of none',
  (text) => {
    expect(triage(text).danger).toBe(false)
  },
)
