/** What Redis answers (RESP 2), and the doors from there to our types. A reply of another form is a defect and throws. */

export type Reply = string | number | null | readonly Reply[]

function unexpected(wanted: string, reply: Reply): never {
  throw new TypeError(`Redis answered ${JSON.stringify(reply)?.slice(0, 80)} where ${wanted} was expected`)
}

export const asText = (reply: Reply | undefined): string =>
  typeof reply === 'string' ? reply : unexpected('a text', reply ?? null)

export const asTextOrNull = (reply: Reply | undefined): string | null =>
  reply === null || reply === undefined ? null : asText(reply)

/** Whole numbers, also those that Redis keeps as text. */
export function asInteger(reply: Reply | undefined): number {
  const number = typeof reply === 'string' ? Number(reply) : reply
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : unexpected('a number', reply ?? null)
}

export const asIntegerOrNull = (reply: Reply | undefined): number | null =>
  reply === null || reply === undefined ? null : asInteger(reply)

export const asList = (reply: Reply | undefined): readonly Reply[] =>
  Array.isArray(reply) ? reply : unexpected('a list', reply ?? null)

export const asTexts = (reply: Reply | undefined): readonly string[] => asList(reply).map(asText)

/** 1 and 0 as scripts answer them. */
export const asYes = (reply: Reply | undefined): boolean => asInteger(reply) === 1
