/** P22: how everything ends that states a rule. */
export const IN_DOUBT = {
  en: 'If in doubt, check with our customer service first: just say “a person”.',
  zh: '拿不准的话请先和客服确认，回复“人工”就可以。',
} as const
