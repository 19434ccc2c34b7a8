/**
 * The vocabulary between the bot and what keeps its state (design: one turn), one idea a file. Bodies are JSON strings: the store keeps them
 * without knowing conversations.
 */
export * from './ports/files.ts'
export * from './ports/health.ts'
export * from './ports/lanes.ts'
export * from './ports/orders.ts'
export * from './ports/registry.ts'
export * from './ports/staff.ts'
export * from './ports/store.ts'
export * from './ports/turn.ts'
export * from './ports/web.ts'
