/** What is measured: one way of holding the form's conversations on a Redis, whatever does it. Types only. */

export interface Place {
  /** The unix socket of the Redis that all sides share. */
  readonly socketPath: string
}

export interface Side {
  readonly name: string
  open(place: Place): Promise<Opened>
}

export interface Opened {
  /** Takes one message of a conversation and resolves with the answer, once that is handed to the platform (which is a stub). */
  turn(conversation: number, turn: number): Promise<string>
  /** Resolves when nothing of the turns so far is under way any more. */
  settle(): Promise<void>
  close(): Promise<void>
}
