/** What is rehearsed: the last minutes before a holiday, a day in it, and the opening after it. Everybody in it is invented. */
import type { Play } from './play.ts'

const GENERAL = { in: null }
const LI = { in: 'Li Example' }
const CHEN = { in: 'Chen Example' }
const ZHANG = { in: '张示例' }

/** A talk runs over the end of the day (P1), a colleague joins, and who comes late is down for the opening. */
async function closing(play: Play): Promise<void> {
  const { li, zhang } = play.customers
  const { bo, wang } = play.staff
  await play.begin('Closing time before the National Day holiday: Wednesday 30 September 2026', '2026-09-30T17:59:00')
  await play.cli('staff', 'add', '5001', '--name', 'Bo Example', '--role', 'lead')
  await play.cli('staff', 'add', '5002', '--role', 'staff')
  await play.says(li, 'my X16-Q shows zero hashrate')
  await play.hears(li, /X16-Q/)
  await play.says(li, 'I want to talk to a person')
  await play.hears(li, /asked our staff/)
  await play.hears(LI, /Asks for a person/)
  await play.says(bo, 'Hello Li, which pool do you use?', LI.in)
  await play.hears(li, /which pool/)
  await play.says(li, 'antpool')
  await play.hears(LI, /antpool/)
  await play.clockIs('18:00:02')
  await play.says(li, 'are you still there?')
  await play.hears(LI, /still there/)
  await play.says(bo, '// he is a known customer', LI.in)
  await play.says(zhang, '转人工')
  await play.hears(zhang, /10月8日/)
  await play.says(wang, 'I take it from here', LI.in)
  await play.hears(li, /take it from here/)
  await play.hears(LI, /Another one of us/)
  await play.says(wang, '/release', LI.in)
  await play.hears(li, /I am back/)
  await play.says(wang, '/hours close now party', GENERAL.in)
  await play.hears(GENERAL, /needs a lead/)
  play.never(li, /known customer/)
}

/** Nobody is called: the bot helps, says when the desk opens, and is not silent about smoke. */
async function holiday(play: Play): Promise<void> {
  const { li, zhang, chen } = play.customers
  const { bo } = play.staff
  await play.begin('In the holiday: Saturday 3 October 2026', '2026-10-03T11:00:00')
  await play.says(zhang, '有人在吗？')
  await play.hears(zhang, /周四 9:00/)
  await play.says(zhang, '我的X16-Q没有算力')
  await play.hears(zhang, /X16-Q/)
  await play.says(chen, 'there is smoke coming out of my X4')
  await play.hears(chen, /unplug|power/i)
  await play.says(bo, 'One more thing, Li: which firmware does the page show?', LI.in)
  await play.hears(li, /which firmware/)
  await play.says(li, 'the newest one')
  await play.hears(LI, /newest one/)
  await play.says(bo, '/hours', GENERAL.in)
  await play.hears(GENERAL, /Closed, opens Thursday/)
}

/** The summary, the queue, a ban with its question, the hours by hand, a rating. */
async function opening(play: Play): Promise<void> {
  const { li, zhang } = play.customers
  const { bo, wang } = play.staff
  await play.begin('The opening after it: Thursday 8 October 2026', '2026-10-08T08:59:40')
  await play.hears(zhang, /人工已经上班/)
  await play.hears(CHEN, /smoke/)
  await play.hears(ZHANG, /Asks for a person/)
  await play.says(bo, '/take', ZHANG.in)
  await play.hears(zhang, /同事已经接手/)
  await play.says(zhang, '机器重启过两次，还是没有算力')
  await play.hears(ZHANG, /重启过两次/)
  await play.says(wang, '!!label', ZHANG.in)
  await play.hears(zhang, /机器标签/)
  await play.says(wang, '/ban spam', LI.in)
  await play.hears(LI, /needs a lead/)
  await play.says(bo, '/ban spam', LI.in)
  await play.hears(LI, /\/ban spam/)
  await play.taps(wang, '✅ Do it · 执行', LI)
  await play.taps(bo, '✅ Do it · 执行', LI)
  await play.hears(li, /ended this talk/)
  await play.says(li, 'hello?')
  await play.says(bo, '/bans', GENERAL.in)
  await play.hears(GENERAL, /Banned customers/)
  await play.says(bo, '/hours close 17:00 stock-taking', GENERAL.in)
  await play.hears(GENERAL, /stock-taking/)
  await play.says(bo, '/close', ZHANG.in)
  await play.hears(zhang, /满意/)
  await play.taps(zhang, '满意', zhang)
  await play.hears(zhang, /谢谢/)
}

/** In this order: each goes on from where the one before left the talks. */
export const SCENES: readonly ((play: Play) => Promise<void>)[] = [closing, holiday, opening]
