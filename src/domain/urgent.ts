/** Why a customer waits for a person, and who of several is answered first: danger, then a hijacked machine, then who has waited longest. */
export type WaitReason = 'asked' | 'danger' | 'security'

const PLACE: Readonly<Record<WaitReason, number>> = { danger: 0, security: 1, asked: 2 }

export const isUrgent = (reason: string | null): boolean => reason === 'danger' || reason === 'security'

/** For a list that has who has waited longest first, and keeps that within each reason. */
export const gravestFirst = <Row extends { readonly reason: WaitReason | null }>(
  rows: readonly Row[],
): readonly Row[] => rows.toSorted((one, other) => PLACE[one.reason ?? 'asked'] - PLACE[other.reason ?? 'asked'])
