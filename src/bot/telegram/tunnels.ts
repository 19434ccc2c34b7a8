/** Connections through a proxy by HTTP's CONNECT. A proxy that refuses is an error that says so, never an answer of Telegram's. */
import { HttpsProxyAgent } from 'https-proxy-agent'

/** `code` is what a log may hold, as of any other failed connection. */
class ProxyRefused extends Error {
  readonly code: string
  constructor(status: number) {
    super(`the proxy answered ${status}`)
    this.code = `PROXY_${status}`
  }
}

/** Left to itself the agent hands on a proxy's refusal as if Telegram had written it. */
export class Tunnels extends HttpsProxyAgent<string> {
  override async connect(...[request, options]: Parameters<HttpsProxyAgent<string>['connect']>) {
    let status = 200
    request.once('proxyConnect', (answer: { readonly statusCode: number }) => {
      status = answer.statusCode
    })
    const socket = await super.connect(request, options)
    if (status === 200) return socket
    socket.destroy()
    throw new ProxyRefused(status)
  }
}
