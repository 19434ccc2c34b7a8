/** The process behind `startGateway`: a mock account served over gRPC. Takes commands and tells what it received by IPC. */
import { FileBox } from 'file-box'
import { types } from 'wechaty-puppet'
import type { mock } from 'wechaty-puppet-mock'
import { PuppetServer } from 'wechaty-puppet-service'
import type { GatewayCommand, GatewayNews } from './wechat-gateway.ts'
import { createMockAccount } from './wechat-mock.ts'

const [endpoint = '', token = '', tls = ''] = process.argv.slice(2)
const account = createMockAccount((received) => tell({ kind: 'received', ...received }))
const { puppet, mocker, shop } = account
const contacts = new Map<string, mock.ContactMock>()
const rooms = new Map<string, mock.RoomMock>()
/** The newest message of each contact. */
const newest = new Map<string, string>()
puppet.on('message', ({ messageId }) => {
  const { talkerId, text = '' } = mocker.messagePayload(messageId)
  if (talkerId === shop.id) return
  newest.set(talkerId, messageId)
  tell({ kind: 'said', id: messageId, from: talkerId, text })
})

const sendText = puppet.messageSendText.bind(puppet)
/** By a command, not by a defect. */
let isTroubled = false
let hasSession = false
const logIn = (): void => {
  if (!puppet.isLoggedIn) account.login()
}

function tell(news: GatewayNews): void {
  process.send?.(news)
}

function contact(id: string, name: string): mock.ContactMock {
  const known = contacts.get(id) ?? account.contact(id, name)
  contacts.set(id, known)
  return known
}

const known = (id: string): mock.ContactMock => contact(id, id)

/** What is said meanwhile is told as a message of that type, and as of that moment: the mock makes few types, and all of them now. */
function told(as: { readonly type?: number; readonly at?: number }, saying: () => void): void {
  const emit = puppet.emit.bind(puppet) as (event: string, ...about: unknown[]) => boolean
  puppet.emit = ((event: string, ...about: unknown[]) => {
    if (event === 'message') {
      const { messageId } = about[0] as { messageId: string }
      const payload = mocker.messagePayload(messageId)
      const { type = payload.type, at = payload.timestamp } = as
      mocker.messagePayload(messageId, { ...payload, type, timestamp: at })
    }
    return emit(event, ...about)
  }) as typeof puppet.emit
  try {
    saying()
  } finally {
    puppet.emit = emit as typeof puppet.emit
  }
}

type Carrying = {
  readonly [Kind in GatewayCommand['kind']]: (command: Extract<GatewayCommand, { kind: Kind }>) => void
}

const CARRYING: Carrying = {
  login: () => {
    hasSession = true
    logIn()
  },
  scan: ({ code }) => account.scan(code),
  know: ({ id, name }) => void contact(id, name),
  say: ({ from, name, text, at }) => told(at === undefined ? {} : { at }, () => contact(from, name).say(text).to(shop)),
  repeat: ({ from }) => void puppet.emit('message', { messageId: newest.get(from) ?? '' }),
  phone: ({ to, text }) => shop.say(text).to(known(to)),
  file: ({ from, name, base64, type }) =>
    told(type === undefined ? {} : { type }, () => known(from).say(FileBox.fromBase64(base64, name)).to(shop)),
  as: ({ from, type }) => told({ type }, () => known(from).say('').to(shop)),
  room({ id, topic, members }) {
    if (!rooms.has(id)) rooms.set(id, account.room(id, topic, [shop.id, ...members.map((one) => known(one).id)]))
  },
  say_in_room({ room, from, text, calls }) {
    const place = rooms.get(room)
    if (place !== undefined)
      known(from)
        .say(text, calls ? [shop] : [])
        .to(place)
  },
  file_in_room({ room, from, name, base64 }) {
    const place = rooms.get(room)
    // The mock knows few kinds of file: attachments have a type of their own.
    const said = () => place !== undefined && known(from).say(FileBox.fromBase64(base64, name)).to(place)
    told({ type: types.Message.Attachment }, said)
  },
  trouble({ words }) {
    isTroubled = words !== null
    puppet.messageSendText = async (to, text) => {
      if (words !== null) throw new Error(words)
      return await sendText(to, text)
    }
    if (words !== null) puppet.emit('error', { data: words } as never)
  },
  friend: ({ id, contact: from }) => askToBeFriends(id, known(from).id),
}

function askToBeFriends(id: string, contactId: string): void {
  const type = types.Friendship.Receive
  puppet.friendshipRawPayload = async () => ({ id, contactId, hello: '', type, timestamp: 1, ticket: 't' })
  puppet.friendshipAccept = async (accepted) => tell({ kind: 'befriended', id: accepted })
  puppet.emit('friendship', { friendshipId: id })
}

process.on('message', (command: GatewayCommand) =>
  (CARRYING[command.kind] as (command: GatewayCommand) => void)(command),
)
process.on('disconnect', () => process.exit(0))
puppet.on('start', () => {
  tell({ kind: 'puppet_started' })
  // A session outlives its client.
  if (hasSession) setTimeout(logIn, 10)
})
puppet.on('error', (error) => {
  if (!isTroubled) console.error('gateway puppet error', error)
})
setInterval(() => puppet.emit('heartbeat', { data: 'gateway' }), 5_000)
const server = new PuppetServer({ puppet, token, endpoint, tls: { disable: tls !== 'tls' } })
await server.start()
tell({ kind: 'listening' })
