import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gunzip } from '../../kernel/gzip.ts';

describe('gunzip', () => {
  test('gives back any bytes that were compressed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 5000 }), fc.constantFrom(0, 1, 9), async (bytes, level) => {
        expect(await gunzip(gzipSync(bytes, { level }))).toEqual(Buffer.from(bytes));
      }),
    );
  });

  test('gives back more than one internal buffer', async () => {
    const big = Buffer.alloc(3_000_000, 'Kerkrade 45749,');
    expect((await gunzip(gzipSync(big))).equals(big)).toBe(true);
  });

  test('reads members that were joined, as gzip files may be', async () => {
    const joined = Buffer.concat([gzipSync('Heer'), gzipSync('len')]);
    expect((await gunzip(joined)).toString()).toBe('Heerlen');
  });

  test('refuses data that is cut off anywhere', async () => {
    const whole = gzipSync(JSON.stringify({ value: Array.from({ length: 200 }, (_, ID) => ({ ID })) }));
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: whole.length - 1 }), async length => {
        await expect(gunzip(whole.subarray(0, length))).rejects.toThrow();
      }),
    );
  });

  test('refuses data of which a byte was changed', async () => {
    const whole = gzipSync('Kerkrade 45749 Heerlen 86935 Landgraaf 37573');
    const damaged = Buffer.from(whole);
    const at = whole.length - 6;
    damaged.writeUInt8((damaged.readUInt8(at) + 1) % 256, at);
    await expect(gunzip(damaged)).rejects.toThrow();
  });

  test('refuses what unpacks to more than is allowed', async () => {
    const packed = gzipSync(Buffer.alloc(5000));
    expect(await gunzip(packed, 5000)).toHaveLength(5000);
    await expect(gunzip(packed, 4999)).rejects.toMatchObject({ code: 'ERR_BUFFER_TOO_LARGE' });
  });

  test('refuses what is no gzip at all', async () => {
    await expect(gunzip(Buffer.from('<html>'))).rejects.toThrow();
  });
});
