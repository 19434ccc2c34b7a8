/** The chat page as the server writes it: the frame and what holds without a script. All else is made in `page/`. */
import type { Language } from '../../domain/values.ts'
import { head } from '../../html/head.ts'
import { html } from '../../html/markup.ts'
import type { DeskTime } from '../pages/status.ts'
import { PAGE_TEXTS } from '../pages/texts.ts'
import { deskLines } from './desk-lines.ts'
import { CHAT_TEXTS } from './texts.ts'

export interface ChatPage {
  readonly language: Language
  /** The customer chose the language of the page: it does not follow the talk's. */
  readonly isChosen: boolean
  /** The browser holds a secret: there may be a talk to show. */
  readonly isReturning: boolean
  readonly desk: DeskTime
}

export function chatPage({ language, isChosen, isReturning, desk }: ChatPage): string {
  const texts = CHAT_TEXTS[language]
  const { htmlLang } = PAGE_TEXTS[language]
  const other: Language = language === 'en' ? 'zh' : 'en'
  const { state, [language]: line } = deskLines(desk)
  const page = html`<!doctype html>
<html lang="${htmlLang}" data-chosen="${isChosen ? 'yes' : 'no'}" data-returning="${isReturning ? 'yes' : 'no'}">
${head({
  title: texts.title,
  styles: ['/chat/chat.css'],
  script: '/chat/chat.js',
  keyboard: 'resizes',
  metas: html`<meta name="description" content="${texts.about}">`,
})}
<body class="chat">
<header>
<div class="bar">
<a class="brand" href="/?lang=${language}" title="${texts.home}"><img src="/aftercare.svg" alt="" width="28" height="28"> <h1 id="title">${texts.title}</h1></a>
<a class="switch" id="switch" href="/chat?lang=${other}" hreflang="${PAGE_TEXTS[other].htmlLang}" lang="${PAGE_TEXTS[other].htmlLang}">${PAGE_TEXTS[other].switchTo}</a>
</div>
<p class="hours ${state}" id="hours">${line.hours}</p>
<p class="banner" id="rehearsal"${line.rehearsal === null ? html` hidden` : ''}>${line.rehearsal ?? ''}</p>
</header>
<main>
<noscript><p class="banner">${texts.needsScript}</p></noscript>
<div id="log" tabindex="-1"></div>
<p id="connection" role="status"></p>
<form id="composer" hidden></form>
</main>
</body>
</html>
`
  return page.text
}
