/** Every metric of the desk: name, meaning, labels. Names and help are what operators read; nothing here measures anything. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** From a millisecond to the longest deadline of a send. */
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20]
const STEP_SECONDS = [0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.05, 0.25]

/** How often the event loop is looked at for its lag: each look wakes an idle desk. */
const LAG_EVERY_MS = 100

export type Instruments = ReturnType<typeof createInstruments>

/** A registry of its own: two desks in one process do not share counts. The default metrics of Node (memory, loop lag) are in it. */
export function createInstruments() {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: LAG_EVERY_MS })
  const registers = [registry]
  const gauge = <Label extends string>(name: string, help: string, labelNames: readonly Label[] = []) =>
    new Gauge({ name: `aftercare_${name}`, help, labelNames, registers })
  const counter = <Label extends string>(name: string, help: string, labelNames: readonly Label[] = []) =>
    new Counter({ name: `aftercare_${name}`, help, labelNames, registers })
  const histogram = <Label extends string>(
    name: string,
    help: string,
    labelNames: readonly Label[] = [],
    buckets = SECONDS,
  ) => new Histogram({ name: `aftercare_${name}`, help, labelNames, buckets, registers })

  return {
    registry,
    ingest: histogram('ingest_seconds', 'Taking a letter in: taken, duplicate, full or failed.', ['result']),
    turn: histogram('turn_seconds', 'A turn from its claim to its commit: done, refused, number_taken or failed.', [
      'result',
    ]),
    step: histogram('step_seconds', 'One step of a conversation, without Redis.', [], STEP_SECONDS),
    claimsExpired: counter('claims_expired_total', 'Claims of a conversation whose claim before ran out.'),
    putOff: counter('turns_put_off_total', 'Turns given back after a failed step.'),
    send: histogram('send_seconds', 'One send to a platform, by how it ended.', ['channel', 'result']),
    parked: counter('parked_total', 'Letters and lines put aside for people by this process.', ['what']),

    conversationsWaiting: gauge('mailbox_conversations', 'Conversations with mail or in a turn.'),
    lettersWaiting: gauge('mailbox_letters', 'Letters that wait to be stepped.'),
    oldestLetter: gauge('mailbox_oldest_seconds', 'Age of the oldest letter that waits.'),
    lanesWaiting: gauge('lanes_waiting', 'Lanes with something to send.'),
    oldestLane: gauge('lanes_oldest_seconds', 'For how long the lane due longest has not been taken.'),
    timersLate: gauge('timers_late', 'Timers whose moment has passed.'),
    oldestTimer: gauge('timers_oldest_seconds', 'How late the latest of them is.'),
    parkedNow: gauge('parked', 'Letters and lines kept aside for people now.'),

    redisUp: gauge('redis_up', '1 when Redis answered this scrape in time.'),
    redisMemory: gauge('redis_memory_bytes', 'Memory that Redis uses.'),
    redisMemoryLimit: gauge('redis_memory_limit_bytes', 'maxmemory of Redis, 0 without a limit.'),
    redisFileOk: gauge(
      'redis_append_only_file_ok',
      '1 when the last write and rewrite of the append-only file were well.',
    ),
    channel: gauge('channel_state', '1 for the state that a channel is in.', ['channel', 'state']),
    jobs: gauge('jobs', 'Background jobs by state.', ['state']),
    jobSucceeded: gauge('job_success_timestamp_seconds', 'When a background job last ended well.', ['job']),
  }
}
