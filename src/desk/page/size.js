/** How large a file is, as staff read it. */

const KIB = 1024

/** @param {number} bytes */
export const sizeWritten = (bytes) =>
  bytes < KIB * KIB ? `${Math.max(1, Math.round(bytes / KIB))} KB` : `${(bytes / KIB / KIB).toFixed(1)} MB`
