import { crc32 } from 'node:zlib';

/** A zip file with these texts as members, in this order; the same bytes on every machine (stored, dated 1980-01-01). */
export function zipOf(members: Record<string, string>): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(members)) {
    const data = Buffer.from(text);
    const about = { name: Buffer.from(name), checksum: crc32(data), bytes: data.length };
    const local = Buffer.concat([header(LOCAL, about), about.name, data]);
    directory.push(Buffer.concat([header(CENTRAL, { ...about, offset }), about.name]));
    bodies.push(local);
    offset += local.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(directory.length, 8);
  end.writeUInt16LE(directory.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, list, end]);
}

interface Member {
  name: Buffer;
  checksum: number;
  bytes: number;
  offset?: number;
}

/** The two headers of a member agree from the needed version on, which is at these places. */
const LOCAL = { signature: 0x04034b50, size: 30, from: 4 };
const CENTRAL = { signature: 0x02014b50, size: 46, from: 6 };
const [VERSION, UTF8_NAME, STORED, FIRST_OF_1980] = [20, 0x800, 0, 0x21];

function header({ signature, size, from }: typeof LOCAL, { name, checksum, bytes, offset }: Member): Buffer {
  const fields = Buffer.alloc(size);
  fields.writeUInt32LE(signature, 0);
  if (offset !== undefined) fields.writeUInt16LE(VERSION, 4);
  fields.writeUInt16LE(VERSION, from);
  fields.writeUInt16LE(UTF8_NAME, from + 2);
  fields.writeUInt16LE(STORED, from + 4);
  fields.writeUInt16LE(FIRST_OF_1980, from + 8);
  fields.writeUInt32LE(checksum, from + 10);
  fields.writeUInt32LE(bytes, from + 14);
  fields.writeUInt32LE(bytes, from + 18);
  fields.writeUInt16LE(name.length, from + 22);
  if (offset !== undefined) fields.writeUInt32LE(offset, 42);
  return fields;
}
