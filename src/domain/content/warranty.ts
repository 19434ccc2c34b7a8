/** The shape of `content/warranty.yaml`: how each void reason (P13, P14) and scrap reason (P15) is called. Every code stands there once. */
import { z } from 'zod'
import {
  SCRAP_REASONS,
  type ScrapReason,
  VOID_CAUSES,
  VOID_REASONS,
  type VoidReason,
  type WarrantyTerms,
} from '../warranty.ts'
import { repeated } from './policy.ts'
import { bilingual, record } from './shapes.ts'

const voidReason = record({ code: z.enum(VOID_REASONS), cause: z.enum(VOID_CAUSES), name: bilingual(80) })
const scrapReason = record({ code: z.enum(SCRAP_REASONS), name: bilingual(80) })

export const warrantySchema = record({
  void_reasons: z.array(voidReason).superRefine(eachOnce<VoidReason>(VOID_REASONS)),
  scrap_reasons: z.array(scrapReason).superRefine(eachOnce<ScrapReason>(SCRAP_REASONS)),
}).transform(({ void_reasons, scrap_reasons }): WarrantyTerms => ({ voids: void_reasons, scraps: scrap_reasons }))

function eachOnce<Code extends string>(codes: readonly Code[]) {
  return (all: readonly { readonly code: Code }[], context: z.core.$RefinementCtx) => {
    const named = all.map(({ code }) => code)
    for (const index of repeated(named))
      context.addIssue({ code: 'custom', path: [index, 'code'], message: 'stands twice' })
    const missing = codes.filter((code) => !named.includes(code))
    if (missing.length > 0)
      context.addIssue({ code: 'custom', message: `these codes are missing: ${missing.join(', ')}` })
  }
}
