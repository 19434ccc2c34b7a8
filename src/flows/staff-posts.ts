/** What is told in the staff group as the messages it needs: each file is one of its own, the words go with the first. Pure. */
import type { StaffRoomEffect } from './staff-room.ts'
import type { FileRef, StaffPost } from './types.ts'

export function postsOf(post: StaffPost, about: string | null): readonly StaffRoomEffect[] {
  const files = about === null || !('files' in post) ? [] : (post.files ?? [])
  const [first, ...rest] = files
  const words = { kind: 'post' as const, text: post.text, about, replyTo: null }
  if (first === undefined) return [words]
  return [{ ...words, file: first }, ...rest.map((file, index) => numbered(file, index + 2, files.length, about))]
}

const numbered = (file: FileRef, place: number, of: number, about: string | null): StaffRoomEffect => ({
  kind: 'post',
  text: `📎 ${place}/${of}`,
  about,
  replyTo: null,
  file,
})
