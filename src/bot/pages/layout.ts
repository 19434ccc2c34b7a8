/** The frame that all pages share: head, language switch, and nothing that runs. */
import type { Language } from '../../domain/values.ts'
import { head } from '../../html/head.ts'
import { type Html, html } from '../../html/markup.ts'
import { PAGE_TEXTS } from './texts.ts'

/** A whole document. `path` is the page's own, for the link to the other language. */
export function layout(language: Language, path: string, title: string, body: Html): string {
  const texts = PAGE_TEXTS[language]
  const other: Language = language === 'en' ? 'zh' : 'en'
  const page = html`<!doctype html>
<html lang="${texts.htmlLang}">
${head({ title })}
<body>
<header>
<a class="brand" href="/?lang=${language}"><img src="/aftercare.svg" alt="" width="28" height="28"> Aftercare</a>
<a class="switch" href="${path}?lang=${other}" hreflang="${PAGE_TEXTS[other].htmlLang}" lang="${PAGE_TEXTS[other].htmlLang}">${PAGE_TEXTS[other].switchTo}</a>
</header>
<main>
${body}
</main>
</body>
</html>
`
  return page.text
}
