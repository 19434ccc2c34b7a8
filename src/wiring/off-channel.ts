/** A channel that nobody has switched on: it says how to, and sends nothing. */
import type { Channel, ChannelState } from '../bot/channel.ts'

export const offChannel = (name: Channel['name'], howTo: string): Channel => ({
  name,
  state: (): ChannelState => ({ status: 'off', howTo }),
  serves: () => false,
  start: () => {},
  stop: async () => {},
  send: async () => ({ status: 'again', reason: `${name} is off` }),
})
