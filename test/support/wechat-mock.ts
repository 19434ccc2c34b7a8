/** A WeChat account on wechaty's mock puppet: who is logged in, who writes, and what each contact was sent. */
import type { EventEmitter } from 'node:events'
import { FileBox } from 'file-box'
import { types } from 'wechaty-puppet'
import { mock, PuppetMock } from 'wechaty-puppet-mock'

export interface Received {
  /** A contact's or a room's id. */
  readonly to: string
  /** Empty for a file. */
  readonly text: string
  /** Base64 of a file's bytes, null for words. */
  readonly file: string | null
  /** Of the message, as the platform numbers it. */
  readonly id: string
  /** `performance.now()` does not compare over processes; this does. */
  readonly at: number
}

/** One shop account with its contacts; `onReceived` hears what the shop sent, in order. */
export function createMockAccount(onReceived: (received: Received) => void) {
  const mocker = new mock.Mocker()
  const puppet = new PuppetMock({ mocker })
  const shop = mocker.createContact({ id: 'shop', name: 'ShopBot', type: types.Contact.Individual })

  /** In the order sent, though a file takes a moment to read. */
  let told: Promise<void> = Promise.resolve()
  function tell(to: string, message: mock.MessageMock): void {
    if (message.talker().id !== shop.id) return
    const kept = mocker.cacheFileBoxPayload.get(message.id)
    const file = kept === undefined ? null : FileBox.fromJSON(kept).toBase64()
    const at = Date.now()
    told = told.then(async () => onReceived({ to, text: message.text() ?? '', file: await file, id: message.id, at }))
  }

  function contact(id: string, name: string, type = types.Contact.Individual) {
    const created = mocker.createContact({ id, name, type })
    const events = created as unknown as EventEmitter // its own types name a package that is not installed
    events.on('message', (message: mock.MessageMock) => {
      if (message.listener()?.id === id) tell(id, message)
    })
    return created
  }

  function room(id: string, topic: string, memberIdList: string[]) {
    const created = mocker.createRoom({ id, topic, memberIdList })
    const events = created as unknown as EventEmitter
    events.on('message', (message: mock.MessageMock) => {
      tell(id, message)
    })
    return created
  }

  return {
    puppet,
    mocker,
    room,
    shop,
    contact,
    login: () => mocker.login(shop),
    scan: (code: string) => mocker.scan(code, types.ScanStatus.Waiting),
  }
}
