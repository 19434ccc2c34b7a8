/** 粘贴内容的逐条说明。 One line of what was read from a paste, in Chinese. */
import type { Bullet, FansRead } from '../../pasted/types.ts'

const isSaid = (text: string): boolean => text !== ''
export const numbers = (which: readonly number[]): string => which.join('、')

export function bulletText(bullet: Bullet): string {
  switch (bullet.kind) {
    case 'machine':
      return [bullet.model, bullet.serial === null ? null : `序列号 ${bullet.serial}`]
        .filter((part) => part !== null)
        .join('，')
    case 'logged':
      return `日志里最早的报错：“${bullet.words}”`
    case 'rate':
      return rateText(bullet)
    case 'boards':
      return boardsText(bullet)
    case 'around':
      return aroundText(bullet)
    case 'impossible':
      return `温度 ${numbers(bullet.values)}℃，这个数值不可能`
    case 'rejects':
      return `拒绝率 ${figure(bullet.percent)}%`
  }
}

function rateText({ mhs, isAverage, nominalMhs, dagOpen }: Extract<Bullet, { kind: 'rate' }>): string {
  const normal = nominalMhs === null ? '' : `（正常 ${nominalMhs}，上下 10%）`
  return `${isAverage ? '平均算力' : '当前算力'} ${figure(mhs)} MH/s${normal}${dagOpen ? '，DAG 还没生成' : ''}`
}

function boardsText({ gone, short, idle, sound }: Extract<Bullet, { kind: 'boards' }>): string {
  const parts = [
    gone.length === 0 ? '' : `${numbers(gone)} 号板芯片数为 0`,
    short.length === 0 ? '' : `${numbers(short)} 号板少芯片`,
    idle.length === 0 ? '' : `${numbers(idle)} 号板没有算力`,
    sound.length === 0 ? '' : `${numbers(sound)} 号板正常`,
  ]
  return parts.filter(isSaid).join('，')
}

function aroundText({ temperature, intake, fans, driven, pool }: Extract<Bullet, { kind: 'around' }>): string {
  const parts = [
    temperature === null ? '' : `温度 ${span(temperature)}℃`,
    intake === null ? '' : `进风 ${figure(intake)}℃`,
    fans === null ? '' : fansText(fans),
    fans !== null || driven === null ? '' : `风扇驱动 ${span(driven)}%`,
    pool === null ? '' : pool === 'alive' ? '矿池已连接' : '矿池都没连上',
  ]
  return parts.filter(isSaid).join('，')
}

function fansText({ still, turning, whole }: FansRead): string {
  if (still.length > 0) return `${numbers(still)} 号风扇不转`
  return whole && turning.length > 1 ? `${turning.length} 个风扇都在转` : `${turning.length} 个风扇在转`
}

export const figure = (value: number): string => String(Math.round(value * 100) / 100)
const span = ({ from, to }: { readonly from: number; readonly to: number }): string =>
  from === to ? figure(from) : `${figure(from)}-${figure(to)}`
