/** The frame that all pages share: head, language switch, and nothing that runs. */
import type { Language } from '../../domain/values.ts'
import { type Html, html } from './html.ts'
import { PAGE_TEXTS } from './texts.ts'

/** A whole document. `path` is the page's own, for the link to the other language. */
export function layout(language: Language, path: string, title: string, body: Html): string {
  const texts = PAGE_TEXTS[language]
  const other: Language = language === 'en' ? 'zh' : 'en'
  const page = html`<!doctype html>
<html lang="${texts.htmlLang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · Aftercare</title>
<link rel="icon" href="/aftercare.svg" type="image/svg+xml">
<link rel="stylesheet" href="/aftercare.css">
</head>
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
