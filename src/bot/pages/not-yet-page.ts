/** The pages of what is not in this version: they say so, and what to use instead. */
import type { Language } from '../../domain/values.ts'
import { html } from './html.ts'
import { layout } from './layout.ts'
import { PAGE_TEXTS } from './texts.ts'

export function notYetPage(language: Language, page: 'chat' | 'desk'): string {
  const texts = PAGE_TEXTS[language]
  const { title, what, instead, line } = texts[page]
  const body = html`<h1>${title}</h1>
<p class="lead">${what}</p>
<p>${instead}</p>
<pre tabindex="0"><code>${line}</code></pre>
<p><a href="/?lang=${language}">${texts.back}</a></p>`
  return layout(language, `/${page}`, title, body)
}
