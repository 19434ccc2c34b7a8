/** Status pages as customers paste them, differing in what a test is about. The machine is an X16-Q in good health unless told otherwise. */
export interface Page {
  readonly serial?: string
  readonly model?: string
  /** Seconds. */
  readonly uptime?: number
  /** MH/s. */
  readonly average?: number
  readonly dagTime?: number
  readonly fans?: readonly number[]
  readonly chips?: readonly number[]
  readonly pool?: string
  readonly accepted?: number
}

export function statusPage(page: Page = {}): string {
  const { serial = 'JX0000000001', model = 'X16-Q 1950', uptime = 92_135, average = 1_957, dagTime = 100 } = page
  const { fans = [5_880, 5_910, 5_850], chips = [1, 1, 1], pool = 'Alive', accepted = 900 } = page
  return JSON.stringify({
    summary: {
      miner: `Jasminer ${model}`,
      machine_sn: serial,
      uptime,
      avg: `${average} MH/s`,
      dag_time: dagTime,
      temp_min: '49',
      temp_max: '53',
    },
    boards: {
      ...Object.fromEntries(fans.map((rpm, index) => [`fan${index + 1}`, rpm])),
      board: chips.map((asics) => ({ asics, rate: average === 0 || asics === 0 ? '0 MH/s' : '652 MH/s' })),
    },
    pools: { pool: [{ url: 'etc.pool.example:3333', status: pool, accepted }] },
  })
}
