/** Connections that browsers open ahead of use. Node takes them for busy, so that a server waits for them at its stop: here they are ended. */
import type { Server } from 'node:http'
import type { Socket } from 'node:net'

/** Watches a server from its start. The answer ends those on which no request ever came, and all that come later. */
export function watchUnused(server: Server): () => void {
  const unused = new Set<Socket>()
  let isEnding = false
  server.on('connection', (socket: Socket) => {
    unused.add(socket)
    socket.once('close', () => unused.delete(socket))
    if (isEnding) socket.destroy()
  })
  server.on('request', ({ socket }) => unused.delete(socket))
  return () => {
    isEnding = true
    for (const socket of unused) socket.destroy()
  }
}
