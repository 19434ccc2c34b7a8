/** A text to say, as data: its key and its values. It is rendered in the customer's language when its step ends. */
import type { Content } from '../../domain/content.ts'
import type { Language } from '../../domain/values.ts'
import { en, type Texts } from './en.ts'
import { createWording } from './wording.ts'
import { zh } from './zh.ts'

export type { Texts } from './en.ts'

/** A key with the values its text needs. */
export type Phrase = { readonly [Key in keyof Texts]: readonly [Key, ...Parameters<Texts[Key]>] }[keyof Texts]

export interface Catalogue {
  of(lang: Language): Texts
  render(phrase: Phrase, lang: Language): string
}

export function createCatalogue(content: Content): Catalogue {
  const wording = createWording(content)
  const texts: Readonly<Record<Language, Texts>> = { en: en(wording), zh: zh(wording) }
  return {
    of: (lang) => texts[lang],
    render: ([key, ...values], lang) => {
      // `Phrase` pairs each key with its own values; TypeScript cannot follow that through the look-up.
      const text = texts[lang][key] as (...all: readonly unknown[]) => string
      return text(...values)
    },
  }
}
