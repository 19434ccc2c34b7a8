/** Advice that may never reach a customer (P13), told from warnings against it, in both languages; hostile texts cost little. */
import { describe, expect, test } from 'vitest'
import { forbiddenAdvice } from '../../src/domain/content/advice.ts'
import { costOf } from '../support/cost.ts'

const MOST_MS = 50

describe('is refused', () => {
  test.each([
    ['opening', 'Please open the case and look.'],
    ['opening', 'Open the machine, then check.'],
    ['opening', "Don't worry, open the case."],
    ['opening', 'Do not wait and open the cover.'],
    ['opening', 'Do not run it, open the case first.'],
    ['opening', "Don't forget to open the lid."],
    ['opening', 'It cannot be found without opening the case.'],
    ['opening', 'If you do not see it open the case.'],
    ['opening', 'Opening the case does not void the warranty.'],
    ['opening', 'Open the case, this does not void the warranty.'],
    ['opening', 'ＯＰＥＮ the case'],
    ['opening', 'op\u200ben the case'],
    ['opening', 'Remove the four screws.'],
    ['opening', 'Take the machine apart.'],
    ['opening', 'Take out the control board.'],
    ['opening', '请拆机检查。'],
    ['opening', '不要着急，打开机箱看看'],
    ['opening', '不拆机不行'],
    ['opening', '如果灯不亮就拆机'],
    ['opening', '如果不能开机就拆开外壳'],
    ['opening', '请不要犹豫直接拆机'],
    ['opening', '别忘了拆开看看'],
    ['opening', '拆机不影响保修'],
    ['opening', '拧开螺丝'],
    ['touching', 'Reseat the cables inside.'],
    ['touching', 'Check the ribbon cable.'],
    ['touching', '把排线重新插一下'],
    ['swapping', 'Swap the hash boards.'],
    ['swapping', 'Replace the fan with a new one.'],
    ['swapping', 'Try replacing the power supply.'],
    ['swapping', '两块算力板对调试试'],
    ['swapping', '更换控制板'],
    ['swapping', '换个风扇'],
    ['measuring', 'Measure with a multimeter.'],
    ['measuring', '用万用表量一下'],
    ['flashing', 'Reflash the firmware.'],
    ['flashing', 'Flash the SD card.'],
    ['flashing', '请刷机'],
    ['flashing', '重刷固件'],
    ['switching', 'Disable the temperature protection.'],
    ['switching', 'Turn off the over-temperature protection'],
    ['switching', 'Increase the temperature limit'],
    ['switching', 'Overclock it a little.'],
    ['switching', '关闭温度保护'],
    ['switching', '屏蔽过热保护试试'],
    ['restarting', 'Restart it several times.'],
    ['restarting', '多重启几次'],
    ['restarting', '反复断电试试'],
  ])('%s: %s', (what, text) => {
    expect(forbiddenAdvice(text)).toEqual([expect.stringMatching(new RegExp(`^${what}`))])
  })

  test('each kind once, however often it is said', () => {
    expect(forbiddenAdvice('Open the case. Open the cover and swap the boards.')).toEqual([
      expect.stringMatching(/^opening/),
      expect.stringMatching(/^swapping/),
    ])
  })
})

describe('passes', () => {
  test.each([
    "Please don't open the machine.",
    'Please don’t open the machine.',
    'Do not open, shake or wash the case.',
    'Never open the case.',
    'Without opening anything, look from outside.',
    'Look from outside, without opening the case.',
    'Opening the case would void the warranty.',
    'Disassembly ends the warranty.',
    "Don't open the case, swap boards or use a multimeter.",
    'There is no need to open the machine.',
    'Avoid opening the case.',
    'Instead of opening the case, send us a video.',
    'Opening the case is not allowed.',
    'Please do not restart it again and again.',
    "Open the machine's web page.",
    'Open the miner page in a browser.',
    'Did you open the case before?',
    'Was the machine opened before?',
    'Use another power cord and replace the network cable.',
    'Remove dust from the fan grille.',
    'Switch the machine off and watch the fan.',
    'Does a light flash on the machine?',
    '请不要拆机。',
    '不用拆机，只从外面看',
    '拆机会影响保修',
    '拆机后不予保修',
    '严禁拆机、换板或使用万用表',
    '请不要拆机，也不要更换风扇',
    '不要拆机，或插拔内部排线',
    '不要再拆机',
    '请不要再刷固件',
    '千万不要关闭温度保护',
    '超频会影响保修',
    '以前拆过机吗',
    '打开机器的后台网页',
    '换一根电源线，再换一个插座',
    '把防护网上的灰刷掉',
    '机器反复重启',
    '不要反复断电',
  ])('%s', (text) => {
    expect(forbiddenAdvice(text)).toEqual([])
  })
})

test.each([
  ['nothing', ''],
  ['emoji', '😀'.repeat(2_000)],
  ['the widest ligature', '\uFDFA'.repeat(4_096)],
  ['a megabyte of warnings', "don't open the case, never ".repeat(40_000)],
  ['a megabyte of Chinese', '不要拆机就'.repeat(200_000)],
  ['bait for backtracking', 'remove a a a '.repeat(80_000)],
  ['controls and bidi marks', '\u202E\u0000'.repeat(5_000)],
  ['one word', 'a'.repeat(1_000_000)],
])('%s costs little', (_, text) => {
  expect(costOf(() => forbiddenAdvice(text))).toBeLessThan(MOST_MS)
})
