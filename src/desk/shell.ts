/** The document of the desk's pages: the frame that scripts fill, or the form to sign in. Nothing in it comes from anybody. */
import type { Language } from '../domain/values.ts'
import { SHELL_TEXTS } from './texts.ts'

export type ShellKind = 'desk' | 'sign-in' | 'join'

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

const SCRIPTS: Readonly<Record<ShellKind, string>> = { desk: 'app.js', 'sign-in': 'sign-in.js', join: 'join.js' }

/** In this order: what comes later goes before what came earlier. */
const STYLES: Readonly<Record<'desk' | 'door', readonly string[]>> = {
  desk: ['controls', 'frame', 'inbox', 'talk', 'composer', 'pages', 'reports', 'narrow'],
  door: ['controls', 'door'],
}
const stylesOf = (kind: ShellKind): string =>
  STYLES[kind === 'desk' ? 'desk' : 'door']
    .map((name) => `<link rel="stylesheet" href="/desk/assets/${name}.css">`)
    .join('\n')

export function shell(kind: ShellKind, language: Language, banner: string | null): string {
  const texts = SHELL_TEXTS[language]
  const title = kind === 'join' ? texts.join : kind === 'desk' ? texts.desk : texts.signIn
  return `<!doctype html>
<html lang="${texts.htmlLang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content">
<meta name="color-scheme" content="light dark">
<title>${title} · Aftercare</title>
<link rel="icon" href="/aftercare.svg" type="image/svg+xml">
<link rel="stylesheet" href="/aftercare.css">
${stylesOf(kind)}
<script type="module" src="/desk/assets/${SCRIPTS[kind]}"></script>
</head>
<body class="${kind === 'desk' ? 'desk' : 'door'}">
${kind === 'desk' ? deskBody(language, banner) : doorBody(kind, language, banner)}
</body>
</html>
`
}

function deskBody(language: Language, banner: string | null): string {
  const { needsScript, loading } = SHELL_TEXTS[language]
  return `${bannerLine(banner)}<div id="desk"><noscript><p class="banner">${needsScript}</p></noscript><p class="loading">${loading}</p></div>`
}

const bannerLine = (banner: string | null): string =>
  banner === null ? '' : `<p class="banner" role="status">${banner}</p>\n`

function doorBody(kind: 'sign-in' | 'join', language: Language, banner: string | null): string {
  const texts = SHELL_TEXTS[language]
  const other: Language = language === 'en' ? 'zh' : 'en'
  const path = kind === 'join' ? '/desk/join' : '/desk'
  const { htmlLang, switchTo } = SHELL_TEXTS[other]
  return `<header>
<a class="brand" href="/?lang=${language}"><img src="/aftercare.svg" alt="" width="28" height="28"> Aftercare</a>
<a class="switch" href="${path}?lang=${other}" hreflang="${htmlLang}" lang="${htmlLang}">${switchTo}</a>
</header>
<main>
${bannerLine(banner)}<h1>${kind === 'join' ? texts.join : texts.signIn}</h1>
<p class="lead">${kind === 'join' ? texts.joinLead : texts.signInLead}</p>
<noscript><p class="banner">${texts.needsScript}</p></noscript>
<form id="form" class="card"${kind === 'join' ? ' hidden' : ''}>
${kind === 'join' ? field('name', texts.name, 'autocomplete="name" maxlength="40"', texts.nameHint) : ''}
${field('login', texts.login, 'autocomplete="username" autocapitalize="none" spellcheck="false" maxlength="32"', kind === 'join' ? texts.loginHint : null)}
${field('password', texts.password, `type="password" autocomplete="${kind === 'join' ? 'new-password" minlength="8' : 'current-password'}" maxlength="200"`, kind === 'join' ? texts.passwordHint : null)}
<p id="trouble" class="trouble" role="alert"></p>
<button class="go" type="submit">${kind === 'join' ? texts.joinGo : texts.signInGo}</button>
</form>
<p class="quiet">${kind === 'join' ? '' : texts.noAccount}</p>
</main>`
}

const field = (name: string, label: string, attributes: string, hint: string | null): string =>
  `<label for="${name}">${label}</label>
<input id="${name}" name="${name}" ${attributes} required${hint === null ? '' : ` aria-describedby="${name}-hint"`}>${hint === null ? '' : `\n<p class="hint" id="${name}-hint">${hint}</p>`}`
