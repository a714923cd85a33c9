import { isAscii } from 'node:buffer';
import { openTail } from './survey.ts';

export type Encoding = 'utf-8' | 'windows-1252' | 'utf-16le' | 'utf-16be';

/** Turns bytes into text block by block; a character may lie across two blocks. */
export type Decoder = (block: Buffer) => string;

export function decoderOf(encoding: Encoding): Decoder {
  if (encoding === 'windows-1252') return decodeWindows;
  let carry: Buffer = Buffer.alloc(0);
  return block => {
    const bytes = carry.length ? Buffer.concat([carry, block]) : block;
    if (encoding === 'utf-8' && carry.length === 0 && isAscii(block)) return block.toString('latin1');
    const end = bytes.length - (encoding === 'utf-8' ? openTail(bytes) : openPair(bytes, encoding));
    carry = Buffer.from(bytes.subarray(end));
    const whole = bytes.subarray(0, end);
    if (encoding === 'utf-8') return whole.toString('utf8');
    return (encoding === 'utf-16le' ? whole : Buffer.from(whole).swap16()).toString('utf16le');
  };
}

/** What 0x80 to 0x9F are in windows-1252; the five that it lacks stay control characters, which are refused. */
const HIGH = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

/** By hand: TextDecoder takes the name for ISO 8859-1 in some releases of Node. */
const decodeWindows: Decoder = block =>
  block.toString('latin1').replace(/[\x80-\x9f]/g, sign => HIGH[sign.charCodeAt(0) - 0x80] ?? sign);

/** Bytes at the end that do not make a whole character of UTF-16, or only the first half of a pair. */
function openPair(bytes: Buffer, encoding: Encoding): number {
  const odd = bytes.length % 2;
  const high = bytes[bytes.length - odd - (encoding === 'utf-16le' ? 1 : 2)] ?? 0;
  return high >= 0xd8 && high <= 0xdb ? odd + 2 : odd;
}
