/** The head that the pages of the chat share: icon, styles and one script. */
import { type Html, html } from '../pages/html.ts'

export interface Head {
  readonly title: string
  /** A file of `page/`. */
  readonly script: string
  /** What the keyboard of a phone does to the page. */
  readonly viewport?: string
  /** More `meta` elements. */
  readonly metas: Html
}

export const head = ({ title, script, viewport = '', metas }: Head): Html => html`<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1${viewport}">
<meta name="color-scheme" content="light dark">
${metas}
<title>${title} · Aftercare</title>
<link rel="icon" href="/aftercare.svg" type="image/svg+xml">
<link rel="stylesheet" href="/aftercare.css">
<link rel="stylesheet" href="/chat/chat.css">
<script type="module" src="/chat/${script}"></script>
</head>`
