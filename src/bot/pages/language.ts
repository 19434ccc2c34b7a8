/** Which of our languages a reader of a page gets: the one they switched to, else the one their browser asks for. */
import { LANGUAGES, type Language } from '../../domain/values.ts'

interface Wish {
  readonly tag: string
  readonly weight: number
}

/** `switched` is the page's own `?lang=`, `accepted` the Accept-Language header. English when neither names a language of ours. */
export function pageLanguage(switched: unknown, accepted: string | undefined): Language {
  return LANGUAGES.find((language) => language === switched) ?? preferred(accepted ?? '') ?? 'en'
}

function preferred(accepted: string): Language | null {
  const wishes = accepted.split(',').map(readWish)
  const best = wishes.filter(({ weight }) => weight > 0).toSorted((a, b) => b.weight - a.weight)
  for (const { tag } of best) {
    const language = LANGUAGES.find((ours) => tag === ours || tag.startsWith(`${ours}-`))
    if (language !== undefined) return language
  }
  return null
}

/** `zh-CN;q=0.8`; without a weight it is 1. */
function readWish(text: string): Wish {
  const [tag = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase())
  const weight = parameters.find((parameter) => parameter.startsWith('q='))
  return { tag, weight: weight === undefined ? 1 : Number(weight.slice(2)) || 0 }
}
