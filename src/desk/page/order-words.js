/** How an order's machines are named in a list. */

/** @param {any[]} machines */
export function machinesWritten(machines) {
  const [first] = machines
  const shown = first === undefined ? '–' : `${first.model}${first.serial === null ? '' : `, ${first.serial}`}`
  return machines.length > 1 ? `${shown} +${machines.length - 1}` : shown
}
