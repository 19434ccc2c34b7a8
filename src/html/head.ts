/** What the documents of the desk have in common: their head, and what the browser may load into them. Knows no page. */
import { type Html, html } from './markup.ts'

/** For a page with scripts: everything from this host alone, and no text becomes markup. */
export const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ')

export interface Head {
  readonly title: string
  /** Paths; what comes later goes before what came earlier. */
  readonly styles?: readonly string[]
  /** A path. */
  readonly script?: string
  /** `resizes`: the keyboard of a phone makes the page smaller. */
  readonly keyboard?: 'covers' | 'resizes'
  /** More `meta` elements. */
  readonly metas?: Html
}

const NOTHING = html``

export const head = ({ title, styles = [], script, keyboard = 'covers', metas = NOTHING }: Head): Html => html`<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1${keyboard === 'resizes' ? ', interactive-widget=resizes-content' : ''}">
<meta name="color-scheme" content="light dark">
${metas}
<title>${title} · Aftercare</title>
<link rel="icon" href="/aftercare.svg" type="image/svg+xml">
${['/aftercare.css', ...styles].map((path) => html`<link rel="stylesheet" href="${path}">`)}
${script === undefined ? NOTHING : html`<script type="module" src="${script}"></script>`}
</head>`
