import { crc32, deflateRawSync } from 'node:zlib';

/** A member as it is written, also as no honest program would write it. */
export interface ZipMember {
  name: string;
  data?: string | Buffer;
  method?: 'stored' | 'deflate' | number;
  /** The size that the headers tell, instead of the real one. */
  declaredBytes?: number;
  declaredChecksum?: number;
  /** Bit 0 = encrypted. */
  flags?: number;
  /** File type and permissions of Unix. */
  mode?: number;
}

/** Writes a zip (APPNOTE.TXT 4.3); `declaredMembers` = the number that the end record tells. */
export function zipWith(members: ZipMember[], declaredMembers = members.length): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const member of members) {
    const { local, central } = headersOf(member, offset);
    bodies.push(local);
    directory.push(central);
    offset += local.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(declaredMembers & 0xffff, 8);
  end.writeUInt16LE(declaredMembers & 0xffff, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, list, end]);
}

function headersOf(member: ZipMember, offset: number): { local: Buffer; central: Buffer } {
  const { method = 'deflate', flags = 0, mode = 0o100644 } = member;
  const data = Buffer.from(member.data ?? '');
  const packed = method === 'deflate' ? deflateRawSync(data) : data;
  const name = Buffer.from(member.name);
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(flags | 0x800, 2);
  fields.writeUInt16LE(method === 'deflate' ? 8 : method === 'stored' ? 0 : method, 4);
  fields.writeUInt16LE(0x21, 8);
  fields.writeUInt32LE(member.declaredChecksum ?? crc32(data), 10);
  fields.writeUInt32LE(packed.length, 14);
  fields.writeUInt32LE(member.declaredBytes ?? data.length, 18);
  fields.writeUInt16LE(name.length, 22);
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE((mode << 16) >>> 0, 6);
  rest.writeUInt32LE(offset, 10);
  const madeByUnix = Buffer.from([20, 3]);
  return {
    local: Buffer.concat([signature(0x04034b50), fields, name, packed]),
    central: Buffer.concat([signature(0x02014b50), madeByUnix, fields, rest, name]),
  };
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
