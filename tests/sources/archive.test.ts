import { createHash } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { zipOf } from '../../kernel/zip.ts';
import { Archive, type ArchiveLimits } from '../../sources/archive.ts';
import { type ZipMember, zipWith } from '../support/zip.ts';
import { errorOf } from './fixtures.ts';

const MB = 1024 * 1024;

async function contentOf(bytes: Buffer, name: string): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of await (await Archive.open(bytes)).stream(name)) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

/** The refusal of an archive, or of its first member when it is read. */
const refusal = (members: ZipMember[], limits?: ArchiveLimits) =>
  errorOf(async () => {
    const archive = await Archive.open(zipWith(members), limits);
    for await (const _ of await archive.stream(members[0]?.name ?? ''));
  });

describe('an archive', () => {
  test.each(['stored', 'deflate'] as const)('gives the bytes of its members (%s)', async method => {
    const members = [
      { name: 'map/een.csv', data: 'a;b\n1;2\n', method },
      { name: 'twee.csv', data: 'x'.repeat(200_000), method },
    ];
    const bytes = zipWith(members);
    expect((await Archive.open(bytes)).members).toEqual([
      { name: 'map/een.csv', bytes: 8 },
      { name: 'twee.csv', bytes: 200_000 },
    ]);
    expect(await contentOf(bytes, 'map/een.csv')).toBe('a;b\n1;2\n');
    expect(await contentOf(bytes, 'twee.csv')).toHaveLength(200_000);
  });

  test('has folders, which are no members', async () => {
    const archive = await Archive.open(zipWith([{ name: 'map/' }, { name: 'map/een.csv', data: 'a' }]));
    expect(archive.members.map(member => member.name)).toEqual(['map/een.csv']);
  });

  test('of the demo is read like any other', async () => {
    const bytes = await zipOf({ 'één.csv': 'a;b\n', 'map/twee.csv': '' });
    expect(await contentOf(bytes, 'één.csv')).toBe('a;b\n');
    expect(await contentOf(bytes, 'map/twee.csv')).toBe('');
    expect(await zipOf({ 'één.csv': 'a;b\n', 'map/twee.csv': '' })).toEqual(bytes);
  });

  test.each([
    ['empty', Buffer.alloc(0)],
    ['a web page', Buffer.from('<!DOCTYPE html><html><body>Even geduld</body></html>')],
    ['cut off', zipWith([{ name: 'a.csv', data: 'a;b\n' }]).subarray(0, -30)],
  ])('that is %s is no zip file, and is asked for again', async (_what, bytes) => {
    const error = await errorOf(() => Archive.open(bytes));
    expect(error).toMatchObject({ code: 'source', retryable: true });
    expect(error.message).toContain('not a complete zip file');
  });
});

describe('an archive is refused, with the member and the limit', () => {
  test.each([
    ['a path upwards', '../x.csv'],
    ['a path upwards within', 'map/../../x.csv'],
    ['an absolute path', '/etc/passwd'],
    ['a drive', 'C:/x.csv'],
    ['a backslash', 'map\\x.csv'],
    ['no name', ''],
    ['a null in its name', 'x.csv\0.txt'],
  ])('when a member has %s', async (_what, name) => {
    const error = await refusal([{ name, data: 'a' }]);
    expect(error).toMatchObject({ code: 'contract', retryable: false });
    expect(error.message).toContain(`'${name}'`);
    expect(error.message).toContain('does not lie within');
  });

  test('when a member packs a gigabyte of zeros into a megabyte', async () => {
    // 1 GiB of zeros deflates to about 1 MB; declaring it is enough, it is not unpacked.
    const error = await refusal([{ name: 'bom.csv', data: Buffer.alloc(8 * MB), declaredBytes: 1024 * MB }]);
    expect(error).toMatchObject({ code: 'contract' });
    expect(error.message).toMatch(/'bom.csv' unpacks to \d+ times its size, more than 100 times/);
  });

  test('when a member unpacks to more than it declares', async () => {
    const error = await refusal([{ name: 'bom.csv', data: Buffer.alloc(64 * MB), declaredBytes: 1000 }]);
    expect(error).toMatchObject({ code: 'contract' });
    expect(error.message).toMatch(/'bom.csv' is not what the archive declares: too many bytes/);
  });

  test('when a member unpacks to less than it declares', async () => {
    const error = await refusal([{ name: 'a.csv', data: 'a;b\n', declaredBytes: 100 }]);
    expect(error.message).toMatch(/'a.csv' is not what the archive declares: not enough bytes/);
  });

  test('when a member has another checksum than declared', async () => {
    const error = await refusal([{ name: 'a.csv', data: 'a;b\n', declaredChecksum: 1 }]);
    expect(error).toMatchObject({ code: 'contract' });
    expect(error.message).toMatch(/'a.csv' is not what the archive declares: its checksum/);
  });

  test('when a stored member declares another size', async () => {
    const error = await refusal([{ name: 'a.csv', data: 'a;b\n', method: 'stored', declaredBytes: 100 }]);
    expect(error).toMatchObject({ code: 'contract' });
    expect(error.message).toContain('size mismatch');
  });

  test('when a member is larger than allowed', async () => {
    const limits = { members: 9, memberBytes: 2 * MB, totalBytes: 9 * MB, ratio: 5000 };
    const error = await refusal([{ name: 'a.csv', data: Buffer.alloc(3 * MB) }], limits);
    expect(error.message).toBe("Member 'a.csv' unpacks to 3 MB, more than 2 MB.");
  });

  test('when all members together are larger than allowed', async () => {
    const limits = { members: 9, memberBytes: 2 * MB, totalBytes: 3 * MB, ratio: 5000 };
    const members = ['a', 'b', 'c'].map(name => ({ name, data: Buffer.alloc(1.5 * MB) }));
    const error = await refusal(members, limits);
    expect(error.message).toBe("With member 'c' the archive unpacks to more than 3 MB.");
  });

  test('when a member unpacks to one byte more than 100 times its size, and not at exactly that', async () => {
    // What does not pack: hashes one after the other. The size that the list tells is held to the limit, nothing is unpacked.
    const hashes = Array.from({ length: 700 }, (_, at) => createHash('sha256').update(`${at}`).digest());
    const data = Buffer.concat(hashes);
    const most = 100 * deflateRawSync(data).length;
    expect(most).toBeGreaterThan(2 * MB);
    const declaring = (declaredBytes: number) =>
      Archive.open(zipWith([{ name: 'a.csv', data, declaredBytes }]));
    expect((await declaring(most)).members).toEqual([{ name: 'a.csv', bytes: most }]);
    const error = await errorOf(() => declaring(most + 1));
    expect(error.message).toBe("Member 'a.csv' unpacks to 100 times its size, more than 100 times.");
  });

  test('when a large member is packed too tightly; one of a megabyte may be', async () => {
    const declaring = (bytes: number) =>
      Archive.open(zipWith([{ name: 'a.csv', data: 'a', declaredBytes: bytes }]));
    expect((await declaring(MB)).members).toEqual([{ name: 'a.csv', bytes: MB }]);
    expect((await errorOf(() => declaring(MB + 1))).message).toContain('more than 100 times');
  });

  test('when it is one byte or one member beyond a limit, and not at the limit', async () => {
    const stored = (...sizes: number[]) =>
      sizes.map((size, at) => ({
        name: `${at}.csv`,
        data: Buffer.alloc(size, 'x'),
        method: 'stored' as const,
      }));
    const limits = { members: 3, memberBytes: 10, totalBytes: 24, ratio: 100 };
    const names = async (...sizes: number[]) =>
      (await Archive.open(zipWith(stored(...sizes)), limits)).members;
    expect(await names(10, 10, 4)).toHaveLength(3);
    await expect(names(11)).rejects.toThrow(/'0.csv' unpacks to/);
    await expect(names(10, 10, 5)).rejects.toThrow(/With member '2.csv' the archive unpacks to more/);
    await expect(names(1, 1, 1, 1)).rejects.toThrow(/has 4 members, more than 3/);
  });

  test('when it has 70,000 members, whatever number it tells', async () => {
    const many = Array.from({ length: 70_000 }, (_, n) => ({ name: `${n}.csv`, method: 'stored' as const }));
    // The end record holds 16 bits: 70,000 is told as 4,464.
    const error = await refusal(many);
    expect(error).toMatchObject({ code: 'contract' });
    expect(error.message).toMatch(/has 4464 members, more than 1000/);
  });

  test('when a member is encrypted', async () => {
    const error = await refusal([{ name: 'a.csv', data: 'a', flags: 1 }]);
    expect(error.message).toBe("Member 'a.csv' is encrypted.");
    expect(await refusal([{ name: 'a.csv', data: 'a', flags: 0x41 }])).toMatchObject({ code: 'contract' });
  });

  test('when a member is a symbolic link', async () => {
    const error = await refusal([{ name: 'a.csv', data: '/etc/passwd', mode: 0o120777 }]);
    expect(error.message).toBe("Member 'a.csv' is a symbolic link.");
  });

  test('when a member is packed in an unusual way', async () => {
    expect((await refusal([{ name: 'a.csv', data: 'a', method: 12 }])).message).toContain('method 12');
  });

  test('when a member is there twice', async () => {
    const error = await refusal([
      { name: 'a.csv', data: 'a' },
      { name: 'a.csv', data: 'b' },
    ]);
    expect(error.message).toBe("Member 'a.csv' is there twice.");
  });
});
