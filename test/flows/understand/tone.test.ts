/** Languages that customers are not answered in, and insults: both told carefully, since names, serials and codes are neither. */
import { describe, expect, it } from 'vitest'
import { isAbuse } from '../../../src/flows/understand/abuse.ts'
import { isForeign } from '../../../src/flows/understand/foreign.ts'

describe('a language it does not speak', () => {
  it.each([
    'привет, мой майнер не работает',
    'здравствуйте',
    'مرحبا الجهاز لا يعمل',
    'すみません、動きません',
    '안녕하세요 기계가 안 켜져요',
    'มินเนอร์ไม่ทำงาน',
    'máy của tôi không hoạt động',
    'hola mi maquina no enciende',
    'hola',
    'el ventilador no funciona',
    'Guten Tag, mein Miner geht nicht',
    'die Maschine startet nicht mehr',
    'merhaba cihaz çalışmıyor',
    'bonjour, ma machine ne marche pas',
    'meu minero não liga',
    'mesin saya mati',
    'moj koparka nie działa',
  ])('%s', (text) => {
    expect(isForeign(text)).toBe(true)
  })

  it.each([
    'X16-Q',
    'JX0000000013',
    'Li Example',
    'José Example',
    'Hans Müller',
    'Maria del Mar Example',
    'https://example.com/es/el/los',
    '{"summary":{"miner":"Jasminer X16-Q 1950","machine_sn":"JX0000000000"}}',
    'fans die after an hour',
    'no es',
    'ok',
    'la la',
    '算力为零',
    '机器 X16-Q 坏了',
    '价格是多少？这个可以修吗？ Привет',
    'my fan is 故障',
    '13800138000',
    '?!?',
    '😀😀😀',
    '',
    'µ Ω α',
  ])('“%s” is none', (text) => {
    expect(isForeign(text)).toBe(false)
  })
})

describe('an insult', () => {
  it.each([
    'you stupid bot',
    'fuck this',
    'this is bullshit',
    'you are useless',
    'idiots',
    '垃圾',
    '傻逼客服',
    '你妈的',
    '滚',
    '骗子公司',
    'sb',
    'WTF is this',
  ])('%s', (text) => {
    expect(isAbuse(text)).toBe(true)
  })
  it.each([
    'is this a scam?',
    'the useless cable',
    '垃圾桶',
    '风扇滚烫',
    'usb',
    'my miner is a piece of work',
    'damaged',
    '操作',
    'X16-Q',
    '',
  ])('“%s” is none', (text) => {
    expect(isAbuse(text)).toBe(false)
  })
})
