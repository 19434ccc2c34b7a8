/** Who can be given a talk: whoever signs in at the desk, and whoever is on the list of the staff group alone. Reads only. */
import type { DeskAccounts } from '../desk-ports.ts'
import type { Holder, Store } from '../ports.ts'
import { deskId, telegramId } from './people-routes.ts'

export function createColleagues(store: Pick<DeskAccounts, 'accounts'> & Pick<Store, 'staff'>) {
  return async (): Promise<readonly Holder[]> => {
    const [people, group] = await Promise.all([store.accounts(), store.staff()])
    const linked = new Set(people.map(({ telegram }) => telegramId(telegram)))
    return [
      ...people.map(({ login, name }) => ({ id: deskId(login), name })),
      ...group.filter(({ id, name }) => name !== '' && !linked.has(id)).map(({ id, name }) => ({ id, name })),
    ]
  }
}
