/** The product's own parts as it runs them: built, from `dist/`. */
const dist = <Module>(path: string): Promise<Module> =>
  import(new URL(`../../dist/${path}.js`, import.meta.url).href) as Promise<Module>

export const { move } = await dist<typeof import('../../src/flows/machine.ts')>('flows/machine')
export const { unpacked } = await dist<typeof import('../../src/flows/packing.ts')>('flows/packing')
export const { isRunning, timersSchema } = await dist<typeof import('../../src/flows/timers.ts')>('flows/timers')
export const { MINUTE, SECOND } = await dist<typeof import('../../src/domain/values.ts')>('domain/values')
export const { createWorker } = await dist<typeof import('../../src/bot/worker.ts')>('bot/worker')
export const { openStore } = await dist<typeof import('../../src/store/redis-store.ts')>('store/redis-store')
export const { createChanges } = await dist<typeof import('../../src/bot/changes.ts')>('bot/changes')
export type { Changes } from '../../src/bot/changes.ts'
