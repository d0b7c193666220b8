export interface Database {
  url: string
  /** Drops the database, throwing out whoever is still connected. */
  close: () => Promise<void>
}

/** A fresh empty database on a running server. */
export async function createDatabase(serverUrl: string): Promise<Database> {
  const name = `content_${crypto.randomUUID().replaceAll('-', '')}`
  await execute(serverUrl, `create database ${name}`)
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return {
    url: url.href,
    close: () => execute(serverUrl, `drop database if exists ${name} with (force)`),
  }
}

async function execute(serverUrl: string, statement: string): Promise<void> {
  const sql = new Bun.SQL(serverUrl, { max: 1 })
  try {
    await sql.unsafe(statement)
  } finally {
    await sql.close()
  }
}
