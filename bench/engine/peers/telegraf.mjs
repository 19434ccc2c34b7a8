/** Telegraf's WizardScene with its session on Redis, as its documentation shows it; the Bot API is a stub. */
import { Redis } from '@telegraf/session/redis'
import { createClient } from 'redis'
import { Scenes, session, Telegraf, Telegram } from 'telegraf'
import { updateOf } from './update.mjs'

const BOT = { id: 1, is_bot: true, first_name: 'Bench', username: 'bench_bot' }

/** One step a question; the wizard keeps its answers in the scene's session, as telegraf's own examples do. */
function wizard({ FIELDS, CONFIRM, filed }) {
  const keep = (field) => async (ctx) => {
    ctx.wizard.state[field.slot] = ctx.message.text
    const next = FIELDS[FIELDS.indexOf(field) + 1]
    await ctx.reply(next === undefined ? CONFIRM : next.ask)
    return ctx.wizard.next()
  }
  const first = async (ctx) => {
    await ctx.reply(FIELDS[0].ask)
    return ctx.wizard.next()
  }
  const last = async (ctx) => {
    await ctx.reply(filed(ctx.wizard.state))
    return ctx.scene.leave()
  }
  return new Scenes.WizardScene('form', first, ...FIELDS.map(keep), last)
}

export async function open({ socketPath }, form) {
  const client = createClient({ socket: { path: socketPath } })
  const store = Redis({ client })
  const bot = new Telegraf('1:bench')
  bot.botInfo = BOT
  const answers = new Map()
  // Telegraf makes a client of its own for each update.
  Telegram.prototype.callApi = async (_method, { chat_id, text }) => {
    answers.set(chat_id, text)
    return { message_id: 1, date: 0, chat: { id: chat_id, type: 'private' }, text }
  }
  const stage = new Scenes.Stage([wizard(form)])
  bot.use(session({ store }))
  bot.use(stage.middleware())
  bot.start((ctx) => ctx.scene.enter('form'))
  let updates = 0
  return {
    async turn(conversation, turn) {
      updates += 1
      const id = conversation + 1
      await bot.handleUpdate(updateOf(updates, id, form.WORDS[turn]))
      return answers.get(id)
    },
    settle: async () => {},
    close: async () => void (await client.quit()),
  }
}
