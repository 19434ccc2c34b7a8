/** The document of the desk's pages: the frame that scripts fill, or the form to sign in. Nothing in it comes from anybody. */
import type { Language } from '../domain/values.ts'
import { head } from '../html/head.ts'
import { type Html, html } from '../html/markup.ts'
import { SHELL_TEXTS } from './texts.ts'

export type ShellKind = 'desk' | 'sign-in' | 'join'

const NOTHING = html``

const SCRIPTS: Readonly<Record<ShellKind, string>> = { desk: 'app.js', 'sign-in': 'sign-in.js', join: 'join.js' }

/** In this order: what comes later goes before what came earlier. */
const STYLES: Readonly<Record<'desk' | 'door', readonly string[]>> = {
  desk: ['controls', 'frame', 'inbox', 'talk', 'composer', 'pages', 'reports', 'narrow'],
  door: ['controls', 'door'],
}
const pathOf = (name: string): string => `/desk/assets/${name}`

export function shell(kind: ShellKind, language: Language, banner: string | null): string {
  const texts = SHELL_TEXTS[language]
  const place = kind === 'desk' ? 'desk' : 'door'
  const about = head({
    title: kind === 'join' ? texts.join : kind === 'desk' ? texts.desk : texts.signIn,
    styles: STYLES[place].map((name) => pathOf(`${name}.css`)),
    script: pathOf(SCRIPTS[kind]),
    keyboard: 'resizes',
  })
  const page = html`<!doctype html>
<html lang="${texts.htmlLang}">
${about}
<body class="${place}">
${kind === 'desk' ? deskBody(language, banner) : doorBody(kind, language, banner)}
</body>
</html>
`
  return page.text
}

function deskBody(language: Language, banner: string | null): Html {
  const { needsScript, loading } = SHELL_TEXTS[language]
  return html`${bannerLine(banner)}<div id="desk"><noscript><p class="banner">${needsScript}</p></noscript><p class="loading">${loading}</p></div>`
}

const bannerLine = (banner: string | null): Html =>
  banner === null
    ? NOTHING
    : html`<p class="banner" role="status">${banner}</p>
`

function doorBody(kind: 'sign-in' | 'join', language: Language, banner: string | null): Html {
  const texts = SHELL_TEXTS[language]
  const other: Language = language === 'en' ? 'zh' : 'en'
  const path = kind === 'join' ? '/desk/join' : '/desk'
  const { htmlLang, switchTo } = SHELL_TEXTS[other]
  return html`<header>
<a class="brand" href="/?lang=${language}"><img src="/aftercare.svg" alt="" width="28" height="28"> Aftercare</a>
<a class="switch" href="${path}?lang=${other}" hreflang="${htmlLang}" lang="${htmlLang}">${switchTo}</a>
</header>
<main>
${bannerLine(banner)}<h1>${kind === 'join' ? texts.join : texts.signIn}</h1>
<p class="lead">${kind === 'join' ? texts.joinLead : texts.signInLead}</p>
<noscript><p class="banner">${texts.needsScript}</p></noscript>
<form id="form" class="card"${kind === 'join' ? html` hidden` : ''}>
${kind === 'join' ? field('name', texts.name, html`autocomplete="name" maxlength="40"`, texts.nameHint) : ''}
${field('login', texts.login, html`autocomplete="username" autocapitalize="none" spellcheck="false" maxlength="32"`, kind === 'join' ? texts.loginHint : null)}
${field('password', texts.password, kind === 'join' ? html`type="password" autocomplete="new-password" minlength="8" maxlength="200"` : html`type="password" autocomplete="current-password" maxlength="200"`, kind === 'join' ? texts.passwordHint : null)}
<p id="trouble" class="trouble" role="alert"></p>
<button class="go" type="submit">${kind === 'join' ? texts.joinGo : texts.signInGo}</button>
</form>
<p class="quiet">${kind === 'join' ? '' : texts.noAccount}</p>
</main>`
}

function field(name: string, label: string, attributes: Html, hint: string | null): Html {
  const described = hint === null ? NOTHING : html` aria-describedby="${name}-hint"`
  const shown = hint === null ? NOTHING : html`\n<p class="hint" id="${name}-hint">${hint}</p>`
  return html`<label for="${name}">${label}</label>
<input id="${name}" name="${name}" ${attributes} required${described}>${shown}`
}
