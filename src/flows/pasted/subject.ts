/** Which boards or fans a finding is about, by what was measured; none where only a log tells. */
import type { FindingCode } from '../../domain/reading/types.ts'
import type { Highlights, Subject } from './types.ts'

export function subjectOf(code: FindingCode, { boards, fans }: Highlights): Subject {
  if (code === 'fan') return { code, which: fans?.still ?? [], lack: 'board' }
  if (code !== 'board_missing') return { code, which: [], lack: 'board' }
  if (boards.gone.length > 0) return { code, which: boards.gone, lack: 'board' }
  if (boards.short.length > 0) return { code, which: boards.short, lack: 'chips' }
  return { code, which: boards.idle, lack: boards.idle.length > 0 ? 'work' : 'board' }
}
