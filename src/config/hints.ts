/** Things in the environment that are probably not meant: names that look like a slip, variables without effect. Warnings, never refusals. */
import { VARIABLE_NAMES, type VariableName } from './variables.ts'

const OURS = /^(AFTERCARE|TELEGRAM|WECHATY|WECHAT)_/
/** Wechaty's own, which it reads for itself. */
const WECHATYS = /^WECHATY_(PUPPET_|LOG$)/
/** More differences than this between two names are no slip of a finger. */
const SLIP = 3

/** One line for each name that starts like one of ours and is not, if it is close to one or its prefix is ours alone. */
export function unknownNames(names: readonly string[]): string[] {
  return names.flatMap((name) => {
    if (!OURS.test(name) || WECHATYS.test(name) || isKnown(name)) return []
    const near = nearest(name)
    if (near !== null) return [`${name} is not known: did you mean ${near}?`]
    return name.startsWith('WECHATY_') ? [] : [`${name} is not known and has no effect`]
  })
}

/** One line for each variable that is given and does nothing, or nothing by itself. */
export function withoutEffect(given: ReadonlySet<VariableName>): string[] {
  const secret =
    given.has('TELEGRAM_WEBHOOK_SECRET') && !given.has('TELEGRAM_WEBHOOK_URL')
      ? ['TELEGRAM_WEBHOOK_SECRET has no effect: the bot polls as long as TELEGRAM_WEBHOOK_URL is not set']
      : []
  const room =
    given.has('WECHAT_STAFF_ROOM') && given.has('TELEGRAM_STAFF_CHAT_ID') && given.has('TELEGRAM_BOT_TOKEN')
      ? ['WECHAT_STAFF_ROOM has no effect: staff work in the Telegram group, TELEGRAM_STAFF_CHAT_ID']
      : given.has('WECHAT_STAFF_ROOM') && !given.has('WECHATY_PUPPET')
        ? ['WECHAT_STAFF_ROOM has no effect: WeChat is off as long as WECHATY_PUPPET is not set']
        : []
  return [
    ...secret,
    ...room,
    ...alone(given, 'TELEGRAM_BOT_TOKEN', 'Telegram'),
    ...alone(given, 'WECHATY_PUPPET', 'WeChat'),
  ]
}

function alone(given: ReadonlySet<VariableName>, needed: VariableName, channel: string): string[] {
  if (given.has(needed)) return []
  const prefix = needed.slice(0, needed.indexOf('_') + 1)
  const first = VARIABLE_NAMES.find((name) => given.has(name) && name.startsWith(prefix))
  return first === undefined ? [] : [`${first} is set, but ${channel} is off as long as ${needed} is not set`]
}

function isKnown(name: string): boolean {
  return VARIABLE_NAMES.some((known) => known === name)
}

function nearest(name: string): VariableName | null {
  const [best] = VARIABLE_NAMES.map((known) => ({ known, slips: distance(name, known) })).toSorted(
    (a, b) => a.slips - b.slips,
  )
  return best !== undefined && best.slips <= SLIP ? best.known : null
}

/** How many letters must be put in, taken out or changed to make one name the other. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (const [index, letter] of [...a].entries()) {
    const next = [index + 1]
    for (const [column, other] of [...b].entries()) {
      const changed = (row[column] ?? 0) + (letter === other ? 0 : 1)
      next.push(Math.min(changed, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1))
    }
    row = next
  }
  return row.at(-1) ?? 0
}
