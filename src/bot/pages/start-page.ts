/** The start page: what this is, whether staff are there, what to try first, which channels are on and how to add one. */
import { chinaTime } from '../../domain/china-time.ts'
import type { Language } from '../../domain/values.ts'
import { type Html, html } from '../../html/markup.ts'
import type { ChannelState } from '../channel.ts'
import { layout } from './layout.ts'
import type { DeskTime, Status } from './status.ts'
import { PAGE_TEXTS, type PageTexts } from './texts.ts'

const NOTHING = html``

export function startPage(language: Language, status: Status): string {
  const texts = PAGE_TEXTS[language]
  const body = html`${banner(texts, language, status.desk)}
<h1>${texts.title}</h1>
<p class="lead">${texts.what}</p>
<p class="hours">${hours(texts, language, status.desk)}</p>
<section class="first">
<h2>${texts.chatFirst}</h2>
<p>${texts.chatWhy}</p>
<p><a class="go" href="/chat?lang=${language}">${texts.chatLink}</a></p>
</section>
<section class="first">
<h2>${texts.desk}</h2>
<p>${texts.deskWhy}</p>
<p><a class="go" href="/desk?lang=${language}">${texts.deskLink}</a></p>
</section>
<section>
<h2>${texts.tryFirst}</h2>
<p>${texts.tryWhy}</p>
<pre tabindex="0"><code>${texts.tryLine}</code></pre>
<p>${texts.tryOther} <code>${texts.tryOtherLine}</code></p>
</section>
<section>
<h2>${texts.channels}</h2>
<ul class="channels">
${status.channels.map((channel) => channelItem(texts, channel))}
${redisItem(texts, status.redis)}
</ul>
</section>
<p class="checks">${texts.checks} <a href="/healthz">/healthz</a> <a href="/readyz">/readyz</a></p>`
  return layout(language, '/', texts.title, body)
}

function banner(texts: PageTexts, language: Language, desk: DeskTime): Html {
  if (desk.status === 'unknown' || !desk.rehearsal) return NOTHING
  return html`<p class="banner" role="status">${texts.rehearsal(chinaTime(desk.now, language))}</p>`
}

function hours(texts: PageTexts, language: Language, desk: DeskTime): string {
  if (desk.status === 'unknown') return texts.deskTimeUnknown
  if (desk.hours.open) return texts.open(chinaTime(desk.hours.closesAt, language, desk.now))
  return texts.closed(chinaTime(desk.hours.opensAt, language, desk.now))
}

function channelItem(texts: PageTexts, { name, state }: Status['channels'][number]): Html {
  return item(texts.channelNames[name], state.status, texts.states[state.status], detail(texts, name, state))
}

function detail(texts: PageTexts, name: Status['channels'][number]['name'], state: ChannelState): Html {
  switch (state.status) {
    case 'off': {
      const { how, lines } = texts.add[name]
      return html`<p>${how}</p>${lines === null ? NOTHING : html`<pre tabindex="0"><code>${lines}</code></pre>`}`
    }
    case 'starting':
      return NOTHING
    case 'ready':
      return html`<p>${state.as}</p>`
    case 'degraded':
      return html`<p>${state.reason}</p>`
  }
}

function redisItem(texts: PageTexts, redis: Status['redis']): Html {
  const state = redis.ok ? 'ready' : 'degraded'
  return item(texts.storage, state, redis.ok ? texts.storageOk : texts.storageAway, html`<p>${redis.detail}</p>`)
}

function item(name: string, state: ChannelState['status'], label: string, more: Html): Html {
  return html`<li class="${state}">
<h3>${name} <span class="state">${label}</span></h3>
${more}
</li>`
}
