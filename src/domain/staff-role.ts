/** What the people on the staff list may do. Knows nobody by name. */

export const STAFF_ROLES = ['staff', 'lead', 'admin'] as const
/** `staff` answer customers; `lead` also change the hours and ban; `admin` also look after the list. */
export type StaffRole = (typeof STAFF_ROLES)[number]

/** Whether somebody of this role may do what needs `needed`. Null: nobody on the list. */
export const mayActAs = (needed: StaffRole, role: StaffRole | null): boolean =>
  role !== null && STAFF_ROLES.indexOf(role) >= STAFF_ROLES.indexOf(needed)
