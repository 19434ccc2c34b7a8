/** The desk's metrics: what `main.ts` puts around the store, the talk and the channels, and the page that shows them. */
import type { FastifyInstance } from 'fastify'
import type { Talk } from '../flows/step.ts'
import type { Feed, Store } from '../ports.ts'
import type { Channel } from './channel.ts'
import { createReading, type Sources } from './metrics/gauges.ts'
import { createInstruments } from './metrics/instruments.ts'
import { meteredChannel, meteredStore, meteredTalk } from './metrics/metered.ts'
import { addMetrics } from './metrics/route.ts'

export interface Metrics {
  store<S extends Store & Feed>(store: S): S
  talk(talk: Talk): Talk
  channel(channel: Channel): Channel
  /** Adds `/metrics`. `token`: who sends it as a bearer token may read them from anywhere. */
  addTo(app: FastifyInstance, sources: Sources, token: string | null): void
}

export function createMetrics(): Metrics {
  const instruments = createInstruments()
  return {
    store: (store) => meteredStore(store, instruments),
    talk: (talk) => meteredTalk(talk, instruments),
    channel: (channel) => meteredChannel(channel, instruments),
    addTo: (app, sources, token) =>
      addMetrics(app, { registry: instruments.registry, refresh: createReading(sources, instruments), token }),
  }
}
