import { DatabaseSync } from "node:sqlite";

/**
 * dynoxide looks for the highest sequence number of a table on every write, and casts it from text, so each write is
 * slower than the one before: at 10,000 stream records a tenth of the first second's speed is left. These indexes
 * keep it level. The engine has made its tables by the time it listens; a second connection may index them.
 */
export const indexStreamRecords = (file: string): void => {
  const database = new DatabaseSync(file, { timeout: 5000 });
  try {
    database.exec(`
      CREATE INDEX IF NOT EXISTS stream_records_by_sequence
        ON _stream_records (table_name, CAST(sequence_number AS INTEGER));
      CREATE INDEX IF NOT EXISTS stream_records_by_shard
        ON _stream_records (table_name, shard_id, CAST(sequence_number AS INTEGER));
    `);
  } finally {
    database.close();
  }
};
