/** The page of the staff desk, which is not in this version: it says so, and what to use instead. */
import type { Language } from '../../domain/values.ts'
import { html } from './html.ts'
import { layout } from './layout.ts'
import { PAGE_TEXTS } from './texts.ts'

export function notYetPage(language: Language): string {
  const texts = PAGE_TEXTS[language]
  const { title, what, instead, line } = texts.desk
  const body = html`<h1>${title}</h1>
<p class="lead">${what}</p>
<p>${instead}</p>
<pre tabindex="0"><code>${line}</code></pre>
<p><a href="/?lang=${language}">${texts.back}</a></p>`
  return layout(language, '/desk', title, body)
}
