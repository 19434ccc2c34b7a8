/**
 * Why a puppet is in trouble, in words that may be shown and logged. Puppets put whole messages, names and tokens into their errors: what is known
 * to hold none of it is taken, nothing else.
 */

/** gRPC's number and name of a status. */
const STATUS =
  /\b\d{1,2} (?:CANCELLED|UNKNOWN|INVALID_ARGUMENT|DEADLINE_EXCEEDED|NOT_FOUND|PERMISSION_DENIED|RESOURCE_EXHAUSTED|FAILED_PRECONDITION|ABORTED|UNIMPLEMENTED|INTERNAL|UNAVAILABLE|UNAUTHENTICATED)\b/
/** Of the system and of Node. */
const CODE =
  /\b(?:ECONNREFUSED|ECONNRESET|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|EPIPE|EACCES|EPERM|ENOENT|ENOSPC|EADDRINUSE|ERR_[A-Z_]{3,40})\b/
const KNOWN =
  /Connection dropped|No connection established|not logged in|not allowed to log ?in|token (?:is )?(?:invalid|expired|not found)|Cannot find (?:module|package) '(?:@[a-z0-9-]+\/)?wechaty-puppet-[a-z0-9-]+'/gi
const WORDLESS = 'its puppet reports an error'

/** One line; of an error nobody knows, its class alone. */
export function plainReason(error: unknown): string {
  const [name, words] = error instanceof Error ? [error.name, error.message] : ['', String(error)]
  const known = [
    ...new Set([...(STATUS.exec(words) ?? []), ...(CODE.exec(words) ?? []), ...(words.match(KNOWN) ?? [])]),
  ]
  if (known.length > 0) return known.join(', ')
  return /^[A-Z][A-Za-z]{2,40}$/.test(name) && name !== 'Error' ? `${WORDLESS} (${name})` : WORDLESS
}
