/** Who is in which room. A room is there while somebody is in it. */
export class Rooms<Member> {
  readonly #rooms = new Map<string, Set<Member>>();

  get size(): number {
    return this.#rooms.size;
  }

  enter(room: string, member: Member): void {
    const members = this.#rooms.get(room) ?? new Set();
    members.add(member);
    this.#rooms.set(room, members);
  }

  leave(room: string, member: Member): void {
    const members = this.#rooms.get(room);
    members?.delete(member);
    if (members?.size === 0) this.#rooms.delete(room);
  }

  in(room: string): Iterable<Member> {
    return this.#rooms.get(room) ?? [];
  }
}
