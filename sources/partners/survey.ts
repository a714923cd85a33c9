import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { Encoding } from './decode.ts';
import type { RuleId } from './rules.ts';

/** What the bytes of a file say, before anything is read as text. */
export interface Survey {
  sha256: string;
  bytes: number;
  encoding: Encoding;
  /** Bytes of a byte order mark. */
  skip: number;
  /** The file ends its lines with a carriage return alone. */
  isOldMac: boolean;
  endsWithLine: boolean;
  /** Why this is no text that can be read; then it is not known what it holds. */
  unreadable?: RuleId;
}

const BLOCK = 1024 * 1024;
const HEAD = 4096;
const [CR, LF, NUL, ESCAPE] = [13, 10, 0, 27];

/** Reads the whole file once, in blocks: hash, size, encoding and what cannot be a table of text. */
export async function survey(file: string, signal?: AbortSignal): Promise<Survey> {
  const seen = new Seen();
  for await (const block of createReadStream(file, { highWaterMark: BLOCK })) {
    signal?.throwIfAborted();
    seen.take(block as Buffer);
  }
  return seen.result();
}

class Seen {
  readonly #hash = createHash('sha256');
  #bytes = 0;
  #head: Buffer = Buffer.alloc(0);
  #carry: Buffer = Buffer.alloc(0);
  #isUtf8 = true;
  #hasLf = false;
  #hasNul = false;
  #hasControl = false;
  #last: Buffer = Buffer.alloc(0);

  take(block: Buffer): void {
    this.#hash.update(block);
    this.#bytes += block.length;
    if (this.#head.length < HEAD) this.#head = Buffer.concat([this.#head, block.subarray(0, HEAD)]);
    this.#hasLf ||= block.includes(LF);
    this.#hasNul ||= block.includes(NUL);
    this.#hasControl ||=
      block.includes(ESCAPE) || block.includes(1) || block.includes(2) || block.includes(127);
    this.#last = block.length > 3 ? block.subarray(-4) : Buffer.concat([this.#last, block]).subarray(-4);
    if (this.#isUtf8) this.#takeUtf8(block);
  }

  /** Strict over the whole file; a character may lie across two blocks. */
  #takeUtf8(block: Buffer): void {
    const joined = this.#carry.length ? Buffer.concat([this.#carry, block]) : block;
    const end = joined.length - openTail(joined);
    this.#isUtf8 = isUtf8(joined.subarray(0, end));
    this.#carry = Buffer.from(joined.subarray(end));
  }

  result(): Survey {
    const head = this.#head;
    const isUtf8Whole = this.#isUtf8 && this.#carry.length === 0;
    const { encoding, skip } = encodingOf(head, isUtf8Whole);
    const wide = encoding.startsWith('utf-16');
    const unreadable = this.#unreadable({ wide, hasUtf8Mark: skip === 3, isUtf8Whole });
    return {
      sha256: this.#hash.digest('hex'),
      bytes: this.#bytes,
      encoding,
      skip,
      isOldMac: !this.#hasLf,
      endsWithLine: endsWithLine(this.#last, encoding),
      ...(unreadable ? { unreadable } : {}),
    };
  }

  #unreadable(about: { wide: boolean; hasUtf8Mark: boolean; isUtf8Whole: boolean }): RuleId | undefined {
    const head = this.#head;
    if (this.#bytes === 0) return 'empty_file';
    if (isBinary(head)) return 'not_csv';
    if (about.wide) return undefined;
    if (this.#hasNul) return looksWide(head) ? 'encoding' : 'nul_bytes';
    if (
      /^\s*(<!doctype|<html|<\?xml|<table|<head|<body|<meta|\{\\rtf)/i.test(
        head.toString('latin1').replace(/^\xef\xbb\xbf/, ''),
      )
    ) {
      return 'html';
    }
    if (about.hasUtf8Mark && !about.isUtf8Whole) return 'encoding';
    return this.#hasControl ? 'control_characters' : undefined;
  }
}

/** Bytes at the end that begin a UTF-8 character without ending it. */
export function openTail(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte < 0xc0) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return length > back ? back : 0;
  }
  return 0;
}

function encodingOf(head: Buffer, isUtf8Whole: boolean): { encoding: Encoding; skip: number } {
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', skip: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', skip: 2 };
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: 'utf-8', skip: 3 };
  return { encoding: isUtf8Whole ? 'utf-8' : 'windows-1252', skip: 0 };
}

function endsWithLine(last: Buffer, encoding: Encoding): boolean {
  const isEnd = (byte: number | undefined) => byte === CR || byte === LF;
  if (encoding === 'utf-16le') return isEnd(last.at(-2)) && last.at(-1) === 0;
  if (encoding === 'utf-16be') return isEnd(last.at(-1)) && last.at(-2) === 0;
  return isEnd(last.at(-1));
}

/** Zip and xlsx, old Office files, PDF, gzip, 7z, rar, Parquet, SQLite, images. */
const SIGNATURES = [
  '504b0304',
  '504b0506',
  'd0cf11e0',
  '25504446',
  '1f8b',
  '377abcaf',
  '52617221',
  '50415231',
];
const MORE_SIGNATURES = ['53514c69746520', '89504e47', 'ffd8ff', '24464c32'];
const isBinary = (head: Buffer): boolean => {
  const hex = head.subarray(0, 8).toString('hex');
  return [...SIGNATURES, ...MORE_SIGNATURES].some(signature => hex.startsWith(signature));
};

/** Every other byte is 0: UTF-16 without its mark. */
function looksWide(head: Buffer): boolean {
  let [even, odd] = [0, 0];
  for (const [at, byte] of head.entries()) if (byte === 0) at % 2 ? odd++ : even++;
  return Math.max(even, odd) > head.length / 3 && Math.min(even, odd) < head.length / 20;
}
