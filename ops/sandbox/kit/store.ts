import { Database } from 'bun:sqlite'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'

/** Everything a sandbox must remember through a kill, as JSON documents by kind and id. */
export class Store {
  readonly db: Database

  constructor(readonly dir: string) {
    mkdirSync(join(dir, 'files'), { recursive: true })
    this.db = new Database(join(dir, 'state.sqlite'), { create: true, strict: true })
    // A killed process loses nothing that was handed to the kernel; only a power cut would.
    this.db.run('pragma journal_mode = wal')
    this.db.run('pragma synchronous = off')
    this.db.run(`create table if not exists document (
      n integer primary key, kind text not null, id text not null, value text not null,
      unique (kind, id))`)
  }

  get<T>(kind: string, id: string): T | undefined {
    const row = this.db
      .query<{ value: string }, [string, string]>(
        'select value from document where kind = ? and id = ?',
      )
      .get(kind, id)
    // Only this sandbox writes the documents of a kind, always with the same type.
    return row ? (JSON.parse(row.value) as T) : undefined
  }

  put(kind: string, id: string, value: unknown): void {
    this.db
      .query(`insert into document (kind, id, value) values (?, ?, ?)
        on conflict (kind, id) do update set value = excluded.value`)
      .run(kind, id, JSON.stringify(value))
  }

  remove(kind: string, id: string): void {
    this.db.query('delete from document where kind = ? and id = ?').run(kind, id)
  }

  /** All documents of a kind, oldest first. */
  list<T>(kind: string): { id: string; value: T }[] {
    return this.db
      .query<{ id: string; value: string }, [string]>(
        'select id, value from document where kind = ? order by n',
      )
      .all(kind)
      .map(row => ({ id: row.id, value: JSON.parse(row.value) as T }))
  }

  /** Adds one to a named counter and answers the new count. */
  count(name: string, by = 1): number {
    const next = (this.get<number>('counter', name) ?? 0) + by
    this.put('counter', name, next)
    return next
  }

  filePath(id: string): string {
    return join(this.dir, 'files', id.replace(/[^\w.-]/g, '_'))
  }

  close(): void {
    this.db.close()
  }
}
