/** A WeChat account on wechaty's mock puppet: who is logged in, who writes, and what each contact was sent. */
import type { EventEmitter } from 'node:events'
import { FileBox } from 'file-box'
import { types } from 'wechaty-puppet'
import { mock, PuppetMock } from 'wechaty-puppet-mock'

export interface Received {
  readonly to: string
  readonly text: string
}

/** One shop account with its contacts; `received` is all that the shop sent, in order. */
export function createMockAccount() {
  const mocker = new mock.Mocker()
  const puppet = new PuppetMock({ mocker })
  const shop = mocker.createContact({ id: 'shop', name: 'ShopBot', type: types.Contact.Individual })
  const received: Received[] = []

  function contact(id: string, name: string, type = types.Contact.Individual) {
    const created = mocker.createContact({ id, name, type })
    const events = created as unknown as EventEmitter // its own types name a package that is not installed
    events.on('message', (message: mock.MessageMock) => {
      if (message.talker().id === shop.id && message.listener()?.id === id)
        received.push({ to: id, text: message.text() ?? '' })
    })
    return created
  }

  return {
    puppet,
    mocker,
    shop,
    received,
    contact,
    login: () => mocker.login(shop),
    scan: (code: string) => mocker.scan(code, types.ScanStatus.Waiting),
    photo: () => FileBox.fromBase64('iVBORw0KGgo=', 'label.png'),
  }
}
