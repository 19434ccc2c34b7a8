/** The lines of a log, told from what people write around it, oldest first. */

export interface LogLine {
  /** What the line says, without time stamp and level, at most 400 characters. */
  readonly says: string
  /** The line as pasted, at most 160 characters. */
  readonly quote: string
}

const MOST_LINES = 8_000
const LONGEST = 400
const LONGEST_QUOTE = 160

const STAMP =
  /^[\s>|*-]{0,4}\[?(?:(\d{4}[-/.]\d{1,2}[-/.]\d{1,2}[ T]\d{1,2}:\d{2}(?::\d{2})?)[.,\d]*Z?|\d{1,2}[-/]\d{1,2}(?:[-/]\d{2,4})? \d{1,2}:\d{2}:\d{2}[.,\d]*|(?:(?:mon|tue|wed|thu|fri|sat|sun)\w* )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w* +\d{1,2} +\d{1,2}:\d{2}:\d{2}(?: \d{4})?|\d{1,2}:\d{2}:\d{2}[.,\d]*(?= ?\]| +\S*[[:(<]| +(?:info|warn|error|debug|fatal|notice)\b)|\s{0,6}\d{1,9}\.\d{3,6}(?=\]))\]?/i
/** `daemon.err cgminer[1414]:` and its like: where a line comes from says nothing about what it says. */
const ORIGIN =
  /^\s{0,4}(?:\(none\) )?(?:[a-z]{3,8}\d?\.(?:emerg|alert|crit|err|error|warn|warning|notice|info|debug) +)?(?:(?!error|fatal|warn|stop|chain|board|fan|pool|temp)[\w./-]{1,40}(?:\[\d{1,6}\])?:\s+)?(?:\[\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[.\d]*\]\s*)?/i
const UNSTAMPED =
  /^\s{0,4}(?:\[?(?:error|warn(?:ing)?|fatal|critical|fail(?:ed|ure)?|info|debug|notice)\b\]?[:,! -]|ERROR_[A-Z_]{3,}|[\w-]{2,30}\.c:\d+|(?:chain|board) ?\[|fan err!|stop_mining\b|[a-z]+_[a-z_]+: |(?:错误|警告|故障|报错)[:：])/i

/** All lines that are of a log; a paste of nothing but talk has none. */
export function logLines(text: string): readonly LogLine[] {
  const lines: (LogLine & { readonly stamp: string | null })[] = []
  for (const line of text.split('\n', MOST_LINES)) {
    const read = readLine(line.slice(0, LONGEST))
    if (read !== null) lines.push(read)
  }
  return newestFirst(lines) ? lines.reverse() : lines
}

function readLine(line: string): (LogLine & { readonly stamp: string | null }) | null {
  const stamp = STAMP.exec(line)
  if (stamp === null && !UNSTAMPED.test(line)) return null
  const says = line.slice(stamp?.[0].length ?? 0).replace(ORIGIN, '')
  if (says.trim() === '') return null
  return {
    says: says.trim(),
    quote: line.trim().replace(/\s+/g, ' ').slice(0, LONGEST_QUOTE),
    stamp: stamp?.[1] ?? null,
  }
}

/** Some pages show the newest line on top. */
function newestFirst(lines: readonly { readonly stamp: string | null }[]): boolean {
  const stamps = lines.flatMap(({ stamp }) => (stamp === null ? [] : [stamp.replace('T', ' ').replaceAll('/', '-')]))
  const [first, last] = [stamps[0], stamps.at(-1)]
  return first !== undefined && last !== undefined && first > last
}
