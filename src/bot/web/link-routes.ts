/** The private link over HTTP. Its secret stands behind the `#`, which browsers send to nobody, and a page waits for one tap before it counts. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { pageLanguage } from '../pages/language.ts'
import { answer, visitorOf } from './answers.ts'
import { continuePage } from './continue-page.ts'
import { readLink } from './doors.ts'
import { refused } from './failures.ts'
import type { Links } from './links.ts'
import { secretOf } from './visitor.ts'

export interface LinkRouteOptions {
  readonly links: Links
  /** Where customers reach the desk, without a slash at the end; null when nobody said. */
  readonly publicUrl: string | null
}

export function addLinks(api: FastifyInstance, { links, publicUrl }: LinkRouteOptions): void {
  api.post('/link', async (request, reply) => {
    const drawn = await links.draw(visitorOf(request, reply, publicUrl))
    if (drawn.status !== 'drawn') return answer(reply, drawn)
    const url = `${publicUrl ?? `${request.protocol}://${request.host}`}/chat/continue#${drawn.secret}`
    return reply.send({ url, code: await codeOf(url) })
  })
  api.post('/continue', async (request, reply) => {
    const secret = readLink(request.body)
    if (secret === null) return answer(reply, refused('bad_request'))
    return answer(reply, await links.follow(visitorOf(request, reply, publicUrl), secret))
  })
}

/** A QR code as rows of 0 and 1: the page draws it. */
async function codeOf(text: string): Promise<readonly string[]> {
  const { default: QRCode } = await import('qrcode')
  const { size, data } = QRCode.create(text, { errorCorrectionLevel: 'M' }).modules
  return Array.from({ length: size }, (_, row) =>
    Array.from(data.subarray(row * size, (row + 1) * size), Number).join(''),
  )
}

/** The page that a link leads to. It is the same for every link, and opening it changes nothing. */
export function continuePageFor(request: FastifyRequest): string {
  const { lang } = request.query as { lang?: unknown }
  const language = pageLanguage(lang, request.headers['accept-language'])
  return continuePage({ language, hasTalk: secretOf(request) !== null })
}
