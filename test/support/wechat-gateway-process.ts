/** The process behind `startGateway`: a mock account served over gRPC. Takes commands and tells what it received by IPC. */
import { PuppetServer } from 'wechaty-puppet-service'
import type { GatewayCommand, GatewayNews } from './wechat-gateway.ts'
import { createMockAccount } from './wechat-mock.ts'

const [endpoint = '', token = '', tls = ''] = process.argv.slice(2)
const account = createMockAccount()
const customers = new Map<string, ReturnType<typeof account.contact>>()

function tell(news: GatewayNews): void {
  process.send?.(news)
}

function customer(id: string, name: string) {
  const known = customers.get(id) ?? account.contact(id, name)
  customers.set(id, known)
  return known
}

const push = account.received.push.bind(account.received)
account.received.push = (...items) => {
  for (const item of items) tell({ kind: 'received', ...item })
  return push(...items)
}

process.on('message', (command: GatewayCommand) => {
  if (command.kind === 'login') account.login()
  else if (command.kind === 'scan') account.scan(command.code)
  else customer(command.from, command.name).say(command.text).to(account.shop)
})
process.on('disconnect', () => process.exit(0))

account.puppet.on('start', () => tell({ kind: 'puppet_started' }))
account.puppet.on('error', (error) => console.error('gateway puppet error', error))
setInterval(() => account.puppet.emit('heartbeat', { data: 'gateway' }), 5_000)
const server = new PuppetServer({ puppet: account.puppet, token, endpoint, tls: { disable: tls !== 'tls' } })
await server.start()
tell({ kind: 'listening' })
