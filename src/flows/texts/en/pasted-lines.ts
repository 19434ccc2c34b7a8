/** One line of what was read from a paste, in English. */
import type { Bullet, FansRead } from '../../pasted/types.ts'

const COUNT = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine']

const isSaid = (text: string): boolean => text !== ''
const list = (numbers: readonly number[]): string =>
  numbers.length < 2 ? numbers.join('') : `${numbers.slice(0, -1).join(', ')} and ${numbers.at(-1)}`
export const numbered = (noun: string, which: readonly number[]): string =>
  `${noun}${which.length === 1 ? '' : 's'} ${list(which)}`

export function bulletText(bullet: Bullet): string {
  switch (bullet.kind) {
    case 'machine':
      return [bullet.model, bullet.serial === null ? null : `serial ${bullet.serial}`]
        .filter((part) => part !== null)
        .join(', ')
    case 'logged':
      return `the log’s first error: “${bullet.words}”`
    case 'rate':
      return rateText(bullet)
    case 'boards':
      return boardsText(bullet)
    case 'around':
      return aroundText(bullet)
    case 'impossible':
      return `temperature ${list(bullet.values)} °C, which cannot be`
    case 'rejects':
      return `${figure(bullet.percent)} % of the work rejected`
  }
}

function rateText({ mhs, isAverage, nominalMhs, dagOpen }: Extract<Bullet, { kind: 'rate' }>): string {
  const normal = nominalMhs === null ? '' : ` (normal is ${nominalMhs}, ±10 %)`
  return `${isAverage ? 'average' : 'hash rate now'} ${figure(mhs)} MH/s${normal}${dagOpen ? ', DAG not built yet' : ''}`
}

function boardsText({ gone, short, idle, sound }: Extract<Bullet, { kind: 'boards' }>): string {
  const parts = [
    gone.length === 0 ? '' : `${numbered('board', gone)} ${verb(gone, 'reports', 'report')} 0 chips`,
    short.length === 0 ? '' : `${numbered('board', short)} ${verb(short, 'has', 'have')} fewer chips`,
    idle.length === 0 ? '' : `${numbered('board', idle)} ${verb(idle, 'does', 'do')} no work`,
    sound.length === 0 ? '' : `${numbered('board', sound)} ${verb(sound, 'looks', 'look')} normal`,
  ]
  return parts.filter(isSaid).join(', ')
}

const verb = (which: readonly number[], one: string, many: string): string => (which.length === 1 ? one : many)

function aroundText({ temperature, intake, fans, driven, pool }: Extract<Bullet, { kind: 'around' }>): string {
  const parts = [
    temperature === null ? '' : `temperature${temperature.from === temperature.to ? '' : 's'} ${span(temperature)} °C`,
    intake === null ? '' : `intake air ${figure(intake)} °C`,
    fans === null ? '' : fansText(fans),
    fans !== null || driven === null ? '' : `fans driven at ${span(driven)} %`,
    pool === null ? '' : pool === 'alive' ? 'pool connected' : 'no pool connected',
  ]
  return parts.filter(isSaid).join(', ')
}

function fansText({ still, turning, whole }: FansRead): string {
  if (still.length > 0) return `${numbered('fan', still)} ${verb(still, 'stands', 'stand')} still`
  const count = COUNT[turning.length] ?? String(turning.length)
  if (turning.length === 1) return 'one fan turning'
  if (!whole) return `${count} fans turning`
  return turning.length === 2 ? 'both fans turning' : `all ${count} fans turning`
}

export const figure = (value: number): string => String(Math.round(value * 100) / 100)
const span = ({ from, to }: { readonly from: number; readonly to: number }): string =>
  from === to ? figure(from) : `${figure(from)}-${figure(to)}`
