/** The way to Telegram through a proxy, for networks that have no other. Its libraries are loaded where a proxy is configured, and nowhere else. */
import type { Agent } from 'node:http'

const OPTIONS = { keepAlive: true }

/** `http://`, `https://`, `socks5://` or `socks5h://`, with a name and password before the host if the proxy wants them. */
export async function proxyAgent(proxy: string): Promise<Agent> {
  if (/^socks/.test(proxy)) {
    const { SocksProxyAgent } = await import('socks-proxy-agent')
    return new SocksProxyAgent(proxy, OPTIONS)
  }
  const { Tunnels } = await import('./tunnels.ts')
  return new Tunnels(proxy, OPTIONS)
}
