/** A message as the Bot API tells of it: the same for every peer. */
export function updateOf(update_id, id, text) {
  const from = { id, is_bot: false, first_name: 'Ana', language_code: 'en' }
  const entities = text.startsWith('/') ? [{ type: 'bot_command', offset: 0, length: text.length }] : undefined
  const message = { message_id: update_id, date: 1_770_000_000, chat: { id, type: 'private' }, from, text }
  return { update_id, message: entities === undefined ? message : { ...message, entities } }
}
