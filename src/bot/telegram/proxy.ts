/** The way to Telegram through a proxy, for networks that have no other. */
import type { Agent } from 'node:http'
import { HttpsProxyAgent } from 'https-proxy-agent'
import { SocksProxyAgent } from 'socks-proxy-agent'

/** `http://`, `https://`, `socks5://` or `socks5h://`, with a name and password before the host if the proxy wants them. */
export function proxyAgent(proxy: string): Agent {
  const options = { keepAlive: true }
  return /^socks/.test(proxy) ? new SocksProxyAgent(proxy, options) : new HttpsProxyAgent(proxy, options)
}
