/** grammY's conversations with its Redis storage, as its documentation shows it; the Bot API is a stub. */
import { conversations, createConversation } from '@grammyjs/conversations'
import { RedisAdapter } from '@grammyjs/storage-redis'
import { Bot } from 'grammy'
import Redis from 'ioredis'
import { updateOf } from './update.mjs'

const BOT = {
  id: 1,
  is_bot: true,
  first_name: 'Bench',
  username: 'bench_bot',
  can_join_groups: false,
  can_read_all_group_messages: false,
  supports_inline_queries: false,
}

const formOf = ({ FIELDS, CONFIRM, filed }) =>
  async function form(conversation, ctx) {
    const answers = {}
    for (const { slot, ask } of FIELDS) {
      await ctx.reply(ask)
      answers[slot] = (await conversation.waitFor('message:text')).message.text
    }
    await ctx.reply(CONFIRM)
    await conversation.waitFor('message:text')
    await ctx.reply(filed(answers))
  }

export async function open({ socketPath }, form) {
  const redis = new Redis(socketPath)
  const bot = new Bot('1:bench', { botInfo: BOT })
  const answers = new Map()
  const stub = async (_previous, _method, { chat_id, text }) => {
    answers.set(Number(chat_id), text)
    return { ok: true, result: { message_id: 1, date: 0, chat: { id: chat_id, type: 'private' }, text } }
  }
  bot.api.config.use(stub)
  bot.use(conversations({ storage: new RedisAdapter({ instance: redis }) }))
  // The conversation has an API of its own, built for each replay.
  const plugin = (ctx, next) => {
    ctx.api.config.use(stub)
    return next()
  }
  bot.use(createConversation(formOf(form), { id: 'form', plugins: [plugin] }))
  bot.command('start', (ctx) => ctx.conversation.enter('form'))
  let updates = 0
  return {
    async turn(conversation, turn) {
      updates += 1
      const id = conversation + 1
      await bot.handleUpdate(updateOf(updates, id, form.WORDS[turn]))
      return answers.get(id)
    },
    settle: async () => {},
    close: async () => void (await redis.quit()),
  }
}
