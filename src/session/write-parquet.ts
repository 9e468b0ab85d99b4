import { open } from 'node:fs/promises';
import { ParquetFile } from '../engine/parquet-file.ts';
import type { ResultStream } from './database.ts';

const pieceSize = 1024 * 1024;

/** Writes a result as a Parquet file, piece by piece, when its rows are read; tells how many they were. */
export async function writeParquet(
  { columns, chunks }: { readonly columns: ResultStream['columns']; chunks(): ReturnType<ResultStream['chunks']> },
  write: (piece: Uint8Array) => Promise<void>,
): Promise<number> {
  const parquet = await ParquetFile.open(columns);
  try {
    let count = 0;
    for await (const chunk of chunks()) {
      count += chunk.rowCount;
      parquet.append(chunk);
    }
    const file = await open(await parquet.write());
    try {
      for (;;) {
        const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(pieceSize), 0, pieceSize);
        if (bytesRead === 0) return count;
        await write(buffer.subarray(0, bytesRead));
      }
    } finally {
      await file.close();
    }
  } finally {
    await parquet.close();
  }
}
