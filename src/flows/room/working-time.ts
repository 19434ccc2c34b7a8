/** Working time as staff read it. */

/** `2 h 05 min`. */
export function workingTime(minutes: number): string {
  const whole = Math.floor(minutes)
  return whole < 60 ? `${whole} min` : `${Math.floor(whole / 60)} h ${String(whole % 60).padStart(2, '0')} min`
}
