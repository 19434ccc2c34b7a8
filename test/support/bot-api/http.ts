/** The HTTP around the calls, on loopback: reads a body, writes an outcome, notices a caller that hangs up. */
import { once } from 'node:events'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Desk, Reply } from './calls.ts'
import { answer, type Downloaded, download } from './calls.ts'

export async function listen(desk: Desk, port: number): Promise<{ port: number; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    serve(desk, request, response).catch((error: unknown) => {
      desk.violations.push(`the server failed: ${error}`)
      response.destroy()
    })
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return { port: (server.address() as AddressInfo).port, close: () => close(server) }
}

async function serve(desk: Desk, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const gone = new AbortController()
  response.on('close', () => gone.abort())
  const body = await read(request)
  if (body === null) return
  const path = new URL(request.url ?? '/', 'http://server').pathname
  if (path.includes('/file/bot')) {
    writeFile(response, await download(desk, path))
    return
  }
  const given = await plain(body, request.headers['content-type'] ?? '')
  write(response, await answer(desk, path, given, gone.signal))
}

/** Null when the caller was gone before the end of the body. */
async function read(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = []
  try {
    for await (const chunk of request) chunks.push(chunk as Buffer)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ECONNRESET') return null
    throw error
  }
  return Buffer.concat(chunks)
}

/** A form as the JSON it stands for: a file is its name, type and bytes. */
async function plain(body: Buffer, type: string): Promise<string> {
  if (!type.startsWith('multipart/form-data')) return body.toString('utf8')
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData()
  const fields: Record<string, unknown> = {}
  for (const [name, value] of form.entries()) {
    fields[name] =
      typeof value === 'string'
        ? value
        : { name: value.name, bytes: Buffer.from(await value.arrayBuffer()).toString('base64') }
  }
  return JSON.stringify(fields)
}

/** Half of it and then nothing, where the connection is cut. */
function writeFile(response: ServerResponse, reply: Downloaded): void {
  const bytes = reply instanceof Uint8Array ? reply : typeof reply === 'object' && 'half' in reply ? reply.half : null
  if (bytes === null) {
    write(response, reply as Reply)
    return
  }
  response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': bytes.length })
  if (reply instanceof Uint8Array) response.end(bytes)
  else response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.destroy())
}

function write(response: ServerResponse, reply: Reply): void {
  if (reply === 'silence' || response.destroyed) return
  if (reply === 'cut') {
    response.destroy()
    return
  }
  const wait = reply.ok ? undefined : reply.parameters?.retry_after
  response.writeHead(reply.ok ? 200 : reply.error_code, {
    'content-type': 'application/json',
    ...(wait === undefined ? {} : { 'retry-after': String(wait) }),
  })
  response.end(JSON.stringify(reply))
}

async function close(server: Server): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  server.closeAllConnections()
  await closed
}
