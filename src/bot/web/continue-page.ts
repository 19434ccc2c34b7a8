/** The page behind a private link: it asks for one tap, so that whatever only looks at links uses none up. */
import type { Language } from '../../domain/values.ts'
import { head } from '../../html/head.ts'
import { html } from '../../html/markup.ts'
import { PAGE_TEXTS } from '../pages/texts.ts'
import { CHAT_TEXTS } from './texts.ts'

export interface ContinuePage {
  readonly language: Language
  /** The browser shows a talk already. */
  readonly hasTalk: boolean
}

export function continuePage({ language, hasTalk }: ContinuePage): string {
  const texts = CHAT_TEXTS[language]
  const page = html`<!doctype html>
<html lang="${PAGE_TEXTS[language].htmlLang}">
${head({
  title: texts.continueTitle,
  styles: ['/chat/chat.css'],
  script: '/chat/continue.js',
  metas: html`<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">`,
})}
<body class="continue">
<main>
<h1>${texts.continueTitle}</h1>
<p>${texts.continueAbout}</p>
${hasTalk ? html`<p>${texts.continueReplaces}</p>` : ''}
<noscript><p class="banner">${texts.needsScript}</p></noscript>
<p><button type="button" id="continue" class="send">${texts.continueHere}</button></p>
<p id="told" role="status"></p>
<p><a href="/?lang=${language}">${texts.home}</a></p>
</main>
</body>
</html>
`
  return page.text
}
